import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { UNDO_MS } from '#shared/domain/handling.ts';
import type { AgentId, ConversationId } from '#shared/domain/ids.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure, Result } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { Clock } from '../ports/system.ts';
import { currentOf, nextEpoch, notFound } from './claim.ts';

/** What it was like right before something that can be taken back. */
export interface Undoing {
  readonly conversation: Conversation;
  /** The newest message of all by then. */
  readonly messageId: number;
}

export function undoing({ tx }: Unit, conversation: Conversation): Undoing {
  return { conversation, messageId: tx.messages.lastId() };
}

interface Done {
  readonly what: 'close' | 'transfer';
  readonly by: AgentId;
  readonly before: Undoing;
  readonly after: Conversation;
  readonly at: number;
}

/** What was done a moment ago and can be taken back; a restart of the host forgets it. */
export class Undoable {
  readonly #clock: Clock;
  readonly #done = new Map<ConversationId, Done>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  done(what: Done['what'], before: Undoing, after: Conversation, { id: by }: Agent): void {
    const now = this.#clock.elapsed();
    for (const [id, { at }] of this.#done) if (now - at > UNDO_MS) this.#done.delete(id);
    this.#done.set(after.id, { what, by, before, after, at: now });
  }

  /** Null when there is nothing of this agent's to take back (any more). */
  find(id: ConversationId, { id: by }: Agent): Done | null {
    const done = this.#done.get(id);
    const isTheirs = done?.by === by && this.#clock.elapsed() - done.at <= UNDO_MS;
    return isTheirs ? done : null;
  }

  forget(id: ConversationId): void {
    this.#done.delete(id);
  }
}

export function undoHandler(
  ledger: Ledger,
  undoable: Undoable,
): CommandHandler<'conversation.undo'> {
  return async (asked, caller) => {
    const outcome = await ledger.write((unit) => {
      const undone = undoOne(unit, undoable, asked, caller);
      return undone.ok ? ok({ conversation: undone.value }) : undone;
    });
    if (outcome.ok) undoable.forget(asked.conversationId);
    return outcome;
  };
}

/** Takes it back, or says why not. */
export function undoOne(
  unit: Unit,
  undoable: Undoable,
  { conversationId, epoch }: CommandParams<'conversation.undo'>,
  caller: Agent,
): Result<Conversation, Failure<'not-found' | 'too-late'>> {
  const current = unit.tx.conversations.get(conversationId);
  if (current === null) return notFound();
  const done = undoable.find(conversationId, caller);
  const isUntouched = current.epoch === done?.after.epoch && current.state === done.after.state;
  if (done === null || !isUntouched || epoch !== current.epoch) {
    // The same undo again, after a lost connection.
    const isDone = current.epoch === epoch + 1 && current.ownerId === caller.id;
    return isDone ? ok(current) : tooLate();
  }
  const before = done.before.conversation;
  const { state } = before;
  if (state === 'closed' || hasOwnerLeft(unit, before) || wasAnswered(unit, done)) {
    return tooLate();
  }
  // Put away, it would have come back with what the customer has written since.
  const hasWritten = current.lastCustomerMessageId !== before.lastCustomerMessageId;
  // What the customer said since counts on top of what had been said before.
  unit.record(
    {
      kind: 'conversation.undone',
      conversationId,
      what: done.what,
      epoch: nextEpoch(current),
      state: state === 'snoozed' && hasWritten ? 'open' : state,
      ownerId: before.ownerId,
      waitingSince: before.waitingSince ?? current.waitingSince,
      unread: before.unread + (done.what === 'close' ? 0 : current.unread - done.after.unread),
      snoozedUntil: hasWritten ? null : before.snoozedUntil,
    },
    caller.id,
  );
  return ok(currentOf(unit, conversationId));
}

/** Who had it works here no more. */
function hasOwnerLeft({ tx }: Unit, { ownerId }: Conversation): boolean {
  return ownerId !== null && tx.agents.get(ownerId)?.isDeactivated === true;
}

/** More than anybody says in the time of an undo. */
const LOOK_BACK = 50;

/** The one it was given to, or somebody on the phone, has said something to the customer. */
function wasAnswered({ tx }: Unit, { before }: Done): boolean {
  return tx.messages
    .newest(before.conversation.id, LOOK_BACK)
    .some(
      ({ id, author, content }) =>
        id > before.messageId &&
        (author.type === 'agent' || author.type === 'phone') &&
        content.kind !== 'note',
    );
}

const tooLate = () =>
  fail(
    'too-late',
    'This can no longer be taken back: somebody has gone on with it, or time is up.',
  );
