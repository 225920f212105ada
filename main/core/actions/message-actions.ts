import type { Agent } from '#shared/domain/agent.ts';
import { textOf } from '#shared/domain/apply-action.ts';
import { DELETE_WINDOW_MS, EDIT_WINDOW_MS } from '#shared/domain/message-actions.ts';
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

type ActionCommand = 'message.react' | 'message.edit' | 'message.delete';
type Checked = Result<Message, OwnershipFailure | Failure<'not-possible'>>;

interface Needs {
  readonly ledger: Ledger;
  readonly gateway: Gateway;
  readonly own: OwnActions;
  readonly clock: Clock;
  readonly log: Log;
}

/** The message that an agent wants to change, when it is one that this agent may touch now. */
function ownedMessage(
  unit: Unit,
  caller: Agent,
  { conversationId, epoch, messageId }: CommandParams<ActionCommand>,
): Checked {
  const mine = owned(unit, caller, conversationId, epoch);
  if (!mine.ok) return mine;
  const message = unit.tx.messages.get(messageId);
  if (message?.conversationId !== conversationId) {
    return fail('not-found', 'There is no such message in this conversation.');
  }
  if (message.waKey === null || UNSENT.has(message.state)) {
    return notPossible('WhatsApp does not have this message.');
  }
  return ok(message);
}

const UNSENT: ReadonlySet<Message['state']> = new Set(['queued', 'sending', 'refused']);

export function reactHandler(needs: Needs): CommandHandler<'message.react'> {
  return (params, caller) =>
    carryOut(
      needs,
      params,
      caller,
      (unit) => {
        const found = ownedMessage(unit, caller, params);
        if (found.ok && found.value.deletion) return notPossible('This message was deleted.');
        return found;
      },
      ({ waKey: key }, at) => ({
        outgoing: { type: 'react', key, emoji: params.emoji },
        recorded: { type: 'reacted', key, by: 'us', emoji: params.emoji, at },
      }),
    );
}

export function editHandler(needs: Needs): CommandHandler<'message.edit'> {
  return (params, caller) =>
    carryOut(
      needs,
      params,
      caller,
      (unit) => {
        const found = ownedMessage(unit, caller, params);
        if (!found.ok) return found;
        const message = found.value;
        if (!isBy(message, caller)) return notPossible('Only who wrote a message can edit it.');
        if (message.deletion) return notPossible('This message was deleted.');
        const current = textOf(message.content);
        if (current === null) return notPossible('This kind of message has no text to edit.');
        const isRepeated = current === params.text;
        if (!isRepeated && needs.clock.now() - message.at > EDIT_WINDOW_MS) {
          return notPossible('WhatsApp takes edits only within 15 minutes after sending.');
        }
        return found;
      },
      ({ waKey: key }, at) => ({
        outgoing: { type: 'edit', key, text: params.text },
        recorded: { type: 'edited', key, text: params.text, at },
      }),
      (message) => textOf(message.content) === params.text,
    );
}

export function deleteHandler(needs: Needs): CommandHandler<'message.delete'> {
  return (params, caller) =>
    carryOut(
      needs,
      params,
      caller,
      (unit) => {
        const found = ownedMessage(unit, caller, params);
        if (!found.ok) return found;
        const message = found.value;
        if (message.author.type === 'contact') {
          return notPossible('Only messages from this number can be deleted for everyone.');
        }
        if (!isBy(message, caller) && caller.role !== 'admin') {
          return notPossible('Only who wrote a message, or an admin, can delete it for everyone.');
        }
        if (!message.deletion && needs.clock.now() - message.at > DELETE_WINDOW_MS) {
          return notPossible(
            'WhatsApp deletes messages for everyone only within two and a half days.',
          );
        }
        return found;
      },
      ({ waKey: key }, at) => ({
        outgoing: { type: 'delete', key },
        recorded: { type: 'deleted', key, by: 'us', at },
      }),
      (message) => message.deletion !== undefined,
    );
}

interface Action {
  readonly outgoing: OutgoingAction;
  readonly recorded: MessageAction;
}

type OnWhatsApp = Message & { readonly waKey: NonNullable<Message['waKey']> };

/**
 * Checks in a transaction, has WhatsApp do it, and records it when WhatsApp Web shows it. Nothing
 * is recorded of what nobody can tell: should it have happened, WhatsApp's own event says so.
 */
async function carryOut<N extends ActionCommand>(
  { ledger, gateway, own, clock, log }: Needs,
  params: CommandParams<N>,
  caller: Agent,
  check: (unit: Unit) => Checked,
  plan: (message: OnWhatsApp, at: number) => Action,
  isDone: (message: Message) => boolean = () => false,
): Promise<CommandOutcome<N>> {
  const checked = await ledger.write(check);
  if (!checked.ok) return checked;
  const message = checked.value;
  invariant(message.waKey !== null, 'a message on WhatsApp has a key');
  // The same command again, after a lost connection.
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

function isBy({ author }: Message, agent: Agent): boolean {
  return author.type === 'agent' && author.agentId === agent.id;
}

function notPossible(message: string): Failure<'not-possible'> {
  return fail('not-possible', message);
}
