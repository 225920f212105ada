import type { Agent } from '#shared/domain/agent.ts';
import { hindranceOf } from '#shared/domain/allowed-actions.ts';
import type { ActionName, Hindrance } from '#shared/domain/allowed-actions.ts';
import { textOf } from '#shared/domain/apply-action.ts';
import type { Message } from '#shared/domain/message.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import { invariant } from '#shared/util/assert.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure, Result } from '#shared/util/result.ts';
import type { CommandHandler, CommandOutcome } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import { owned } from '../ownership/claim.ts';
import type { OwnershipFailure } from '../ownership/claim.ts';
import type { Gateway, MessageAction, OutgoingAction } from '../ports/gateway.ts';
import type { Clock, Log } from '../ports/system.ts';
import { happen, recordAction } from './happened.ts';
import type { WhoOfUs } from './happened.ts';
import type { OwnActions } from './own-actions.ts';

type ActionCommand = 'message.react' | 'message.vote' | 'message.edit' | 'message.delete';
export type Checked = Result<Message, OwnershipFailure | Failure<'not-possible'>>;

export interface Needs {
  readonly ledger: Ledger;
  readonly gateway: Gateway;
  readonly own: OwnActions;
  readonly clock: Clock;
  readonly log: Log;
}

/** The message that an agent wants to change, when it is one that this agent may touch now. */
export function changeable(
  { clock }: Needs,
  unit: Unit,
  caller: Agent,
  { conversationId, epoch, messageId }: CommandParams<ActionCommand>,
  action: ActionName,
  isDone: (message: Message) => boolean = () => false,
): Checked {
  const mine = owned(unit, caller, conversationId, epoch);
  if (!mine.ok) return mine;
  const message = unit.tx.messages.get(messageId);
  if (message?.conversationId !== conversationId) {
    return fail('not-found', 'There is no such message in this conversation.');
  }
  const hindrance = hindranceOf(action, message, caller, clock.now());
  if (hindrance === null) return ok(message);
  // The same command again, after a lost connection.
  const isRepeated = PASSING.has(hindrance) && isDone(message);
  return isRepeated ? ok(message) : fail('not-possible', SENTENCES[hindrance]);
}

/** What may stand in the way now only because it was done in time. */
const PASSING: ReadonlySet<Hindrance> = new Set(['deleted', 'too-late-to-edit']);

const SENTENCES: Readonly<Record<Hindrance, string>> = {
  'not-on-whatsapp': 'WhatsApp does not have this message.',
  deleted: 'This message was deleted.',
  'not-a-poll': 'This message is no poll.',
  'our-poll': 'This poll is ours: the customer votes in it.',
  'not-the-writer': 'Only who wrote a message can edit it.',
  'nothing-to-edit': 'This kind of message has no text to edit.',
  'too-late-to-edit': 'WhatsApp takes edits only within 15 minutes after sending.',
  'from-the-customer': 'Only messages from this number can be deleted for everyone.',
  'others-wrote-it':
    'Only who wrote a message, a supervisor or an admin can delete it for everyone.',
  'too-late-to-delete': 'WhatsApp deletes messages for everyone only within two and a half days.',
};

export function reactHandler(needs: Needs): CommandHandler<'message.react'> {
  return (params, caller) =>
    carryOut(needs, params, caller, {
      check: (unit) => changeable(needs, unit, caller, params, 'react'),
      plan: ({ waKey: key }, at) => ({
        outgoing: { type: 'react', key, emoji: params.emoji },
        recorded: { type: 'reacted', key, by: 'us', emoji: params.emoji, at },
      }),
      isDone: () => false,
    });
}

export function editHandler(needs: Needs): CommandHandler<'message.edit'> {
  return (params, caller) => {
    const isDone = (message: Message) =>
      message.deletion === undefined && textOf(message.content) === params.text;
    return carryOut(needs, params, caller, {
      check: (unit) => changeable(needs, unit, caller, params, 'edit', isDone),
      plan: ({ waKey: key }, at) => ({
        outgoing: { type: 'edit', key, text: params.text },
        recorded: { type: 'edited', key, text: params.text, at },
      }),
      isDone,
    });
  };
}

export function deleteHandler(needs: Needs): CommandHandler<'message.delete'> {
  const isDone = (message: Message) => message.deletion !== undefined;
  return (params, caller) =>
    carryOut(needs, params, caller, {
      check: (unit) => changeable(needs, unit, caller, params, 'delete', isDone),
      plan: ({ waKey: key }, at) => ({
        outgoing: { type: 'delete', key },
        recorded: { type: 'deleted', key, by: 'us', at },
      }),
      isDone,
    });
}

interface Action {
  readonly outgoing: OutgoingAction;
  readonly recorded: MessageAction;
}

type OnWhatsApp = Message & { readonly waKey: NonNullable<Message['waKey']> };

interface Way {
  readonly check: (unit: Unit) => Checked;
  readonly plan: (message: OnWhatsApp, at: number) => Action;
  readonly isDone: (message: Message) => boolean;
}

/**
 * Checks in a transaction, has WhatsApp do it, and records it when WhatsApp Web shows it. Nothing
 * is recorded of what nobody can tell: should it have happened, WhatsApp's own event says so.
 */
export async function carryOut<N extends ActionCommand>(
  { ledger, gateway, own, clock, log }: Needs,
  params: CommandParams<N>,
  caller: Agent,
  { check, plan, isDone }: Way,
): Promise<CommandOutcome<N>> {
  const checked = await ledger.write(check);
  if (!checked.ok) return checked;
  const message = checked.value;
  invariant(message.waKey !== null, 'a message on WhatsApp has a key');
  if (isDone(message)) return done<N>(message);

  const { outgoing, recorded } = plan({ ...message, waKey: message.waKey }, clock.now());
  own.expect(outgoing, caller.id);
  const result = await gateway.act(outgoing).catch((error: unknown) => {
    log.warn({ error, type: outgoing.type }, 'an action on a message has no outcome');
    return { outcome: 'unknown' as const, why: String(error) };
  });
  if (result.outcome === 'refused') return fail('refused', result.why);
  if (result.outcome === 'unknown') {
    return fail(
      'unconfirmed',
      'WhatsApp did not confirm this. Check on the phone whether it was done.',
    );
  }
  const after = await ledger.write((unit) => {
    const current = unit.tx.messages.get(params.messageId);
    invariant(current !== null, 'a stored message stays');
    const author = { type: 'agent', agentId: caller.id } as const;
    recordAction(unit, current, recorded, author);
    return unit.tx.messages.get(params.messageId) ?? current;
  });
  return done<N>(after);
}

function done<N extends ActionCommand>(message: Message): CommandOutcome<N> {
  return ok({ message }) as CommandOutcome<N>;
}

/** What WhatsApp tells, by event. */
export function followAction(
  ledger: Ledger,
  action: MessageAction,
  whoOfUs: WhoOfUs,
): Promise<void> {
  return ledger.write((unit) => happen(unit, action, whoOfUs));
}

/** A message that has not come in a month does not come any more. */
const EARLY_DAYS = 30;

export function forgetStaleActions(ledger: Ledger, clock: Clock): Promise<void> {
  const before = clock.now() - EARLY_DAYS * 24 * 60 * 60 * 1000;
  return ledger.write(({ tx }) => tx.dropEarlyActions(before));
}
