import { snoozeTime } from '#renderer/i18n/format.ts';
import { t } from '#renderer/i18n/index.ts';
import type { CommandFailure, CommandReply } from '#shared/client/types.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { epochSchema } from '#shared/domain/ids.ts';
import type { AgentId, OutcomeId } from '#shared/domain/ids.ts';
import type { Destination } from '#shared/protocol/commands/handling.ts';
import { newestFromCustomer } from './from-customer.ts';
import { explainRefusal, ownerIn, ownerNamed } from './conversation-actions.ts';
import type { Desk } from './desk.svelte.ts';
import { mentionsIn } from './mentions.ts';
import { newClientRef } from './note-writing.svelte.ts';
import { toneOf } from './problems.ts';

type Target = Pick<Conversation, 'id' | 'epoch' | 'contact'>;

function asked({ id, epoch }: Target) {
  return { conversationId: id, epoch };
}

/** Whom a note that goes along names. */
export function mentionedIn({ people }: Desk, text: string): AgentId[] {
  return [...mentionsIn(text, people.active)];
}

/** What the person at this screen is told when it did not work. */
export function explainHandling(desk: Desk, failure: CommandFailure): string {
  const { refused } = t.handling;
  const known = Object.entries(refused).find(([code]) => code === failure.code)?.[1];
  return known ?? explainRefusal(desk, failure);
}

function refuse(desk: Desk, failure: CommandFailure): false {
  desk.toasts.show(explainHandling(desk, failure), toneOf(failure));
  return false;
}

/** Where it goes, as a sentence says it. */
export function destinationName(desk: Desk, to: Destination): string {
  if (to.type === 'queue') return t.handling.transfer.queueName;
  if (to.type === 'tag') {
    return t.handling.transfer.tagName(desk.labels.tag(to.tagId)?.name ?? '');
  }
  return desk.people.find(to.agentId)?.name ?? t.handling.nobody;
}

/** True: it went there. */
export async function transfer(
  desk: Desk,
  conversation: Target,
  to: Destination,
  note: string,
): Promise<boolean> {
  const text = note.trim();
  const reply = await desk.client.command('conversation.transfer', {
    ...asked(conversation),
    to,
    note:
      text === '' ? null : { text, clientRef: newClientRef(), mentions: mentionedIn(desk, text) },
  });
  if (!reply.ok && reply.code !== 'out-of-sight') return refuse(desk, reply);
  const name = desk.nameOf(conversation.contact);
  const done = t.handling.transfer.done(name, destinationName(desk, to));
  offerUndo(desk, done, afterGiving(conversation, reply));
  return true;
}

/** True: it is closed. */
export async function closeWith(
  desk: Desk,
  conversation: Target,
  outcomeId: OutcomeId | null,
  note: string,
  value: number | null = null,
): Promise<boolean> {
  const text = note.trim();
  const reply = await desk.client.command('conversation.close', {
    ...asked(conversation),
    lastSeenMessageId: newestFromCustomer(desk.timelines.get(conversation.id)),
    ...(outcomeId === null ? {} : { outcomeId }),
    ...(value === null ? {} : { value }),
    ...(text === '' ? {} : { note: text }),
  });
  if (!reply.ok) return refuse(desk, reply);
  const done = t.inbox.header.closedToast(desk.nameOf(conversation.contact));
  offerUndo(desk, done, reply.value.conversation);
  return true;
}

/** Each change of owner is the next epoch, also where this person does not see it any more. */
function afterGiving(
  { id, contact, epoch }: Target,
  reply: CommandReply<'conversation.transfer' | 'conversation.answer-request'>,
): Target {
  const next = reply.ok ? reply.value.conversation.epoch : epochSchema.parse(epoch + 1);
  return { id, contact, epoch: next };
}

function offerUndo(desk: Desk, text: string, after: Target): void {
  const { toasts, client } = desk;
  const run = (): void => void undo(desk, after);
  const told = toasts.show(text, 'good', { label: t.handling.undo, run, takesBack: true });
  // Somebody has gone on with it: there is nothing to take back any more.
  const stop = client.replica.on(() => {
    const isShown = toasts.shown.some(({ id }) => id === told);
    const epoch = client.replica.conversations.get(after.id)?.epoch ?? after.epoch;
    if (isShown && epoch <= after.epoch) return;
    toasts.dismiss(told);
    stop();
  });
}

async function undo(desk: Desk, conversation: Target): Promise<void> {
  const reply = await desk.client.command('conversation.undo', asked(conversation));
  if (reply.ok) desk.toasts.show(t.handling.undone, 'good');
  else refuse(desk, reply);
}

/** Null: until the customer writes. */
export async function snooze(
  desk: Desk,
  conversation: Target,
  until: number | null,
): Promise<boolean> {
  const reply = await desk.client.command('conversation.snooze', {
    ...asked(conversation),
    lastSeenMessageId: newestFromCustomer(desk.timelines.get(conversation.id)),
    until,
  });
  if (!reply.ok) return refuse(desk, reply);
  const { done, doneUntil } = t.handling.snooze;
  const text = until === null ? done : doneUntil(snoozeTime(until, desk.client.hostNow()));
  const after = reply.value.conversation;
  desk.toasts.show(text, 'good', {
    label: t.handling.undo,
    takesBack: true,
    run: () => void wake(desk, after),
  });
  return true;
}

export async function wake(desk: Desk, conversation: Target): Promise<void> {
  const reply = await desk.client.command('conversation.wake', asked(conversation));
  if (!reply.ok) refuse(desk, reply);
}

export async function request(desk: Desk, conversation: Target): Promise<void> {
  const reply = await desk.client.command('conversation.request', asked(conversation));
  if (!reply.ok) refuse(desk, reply);
}

export async function answerRequest(
  desk: Desk,
  conversation: Target & Pick<Conversation, 'request'>,
  answer: 'hand-over' | 'keep' | 'withdraw',
): Promise<void> {
  const params = { ...asked(conversation), answer };
  const reply = await desk.client.command('conversation.answer-request', params);
  if (!reply.ok && (answer !== 'hand-over' || reply.code !== 'out-of-sight')) {
    refuse(desk, reply);
    return;
  }
  if (answer !== 'hand-over') return;
  const askerId = conversation.request?.byId ?? null;
  const asker = desk.people.find(askerId)?.name ?? t.handling.nobody;
  const done = t.handling.transfer.done(desk.nameOf(conversation.contact), asker);
  offerUndo(desk, done, afterGiving(conversation, reply));
}

export async function takeOver(desk: Desk, conversation: Target, reason: string): Promise<boolean> {
  const params = { ...asked(conversation), reason: reason.trim() };
  const reply = await desk.client.command('conversation.take-over', params);
  return reply.ok || refuse(desk, reply);
}

/** The first character of an answer claims; who was slower keeps what they wrote. */
export async function claimByWriting(desk: Desk, conversation: Target): Promise<void> {
  const reply = await desk.client.command('conversation.claim', asked(conversation));
  if (reply.ok) return;
  if (desk.people.isMe(ownerIn(reply))) return;
  const winner = ownerNamed(desk, reply);
  if (winner === null) refuse(desk, reply);
  else desk.toasts.show(t.handling.faster(winner), 'bad');
}

/** The owner looks at what was given to them. */
export async function noteOpened(desk: Desk, conversation: Target): Promise<void> {
  await desk.client.command('conversation.opened', asked(conversation));
}
