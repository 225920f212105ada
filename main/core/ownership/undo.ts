import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { UNDO_MS } from '#shared/domain/handling.ts';
import type { AgentId, ConversationId } from '#shared/domain/ids.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Reads } from '../ports/store.ts';
import type { Clock } from '../ports/system.ts';
import { currentOf, nextEpoch, notFound } from './claim.ts';

/** More than anybody says in the time of an undo. */
const LOOK_BACK = 50;

interface Done {
  readonly what: 'close' | 'transfer';
  readonly by: AgentId;
  readonly before: Conversation;
  readonly after: Conversation;
  /** The newest message of all at that time. */
  readonly lastMessageId: number;
  readonly at: number;
}

/** What was done a moment ago and can be taken back; a restart of the host forgets it. */
export class Undoable {
  readonly #clock: Clock;
  readonly #read: Reads;
  readonly #done = new Map<ConversationId, Done>();

  constructor(clock: Clock, read: Reads) {
    this.#clock = clock;
    this.#read = read;
  }

  done(what: Done['what'], before: Conversation, after: Conversation, { id: by }: Agent): void {
    const now = this.#clock.elapsed();
    for (const [id, { at }] of this.#done) if (now - at > UNDO_MS) this.#done.delete(id);
    const lastMessageId = this.#read.messages.lastId();
    this.#done.set(before.id, { what, by, before, after, lastMessageId, at: now });
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
  return async ({ conversationId, epoch }, caller) => {
    const outcome = await ledger.write((unit) => {
      const current = unit.tx.conversations.get(conversationId);
      if (current === null) return notFound();
      const done = undoable.find(conversationId, caller);
      if (done === null || epoch !== current.epoch || !isUntouched(unit.tx, current, done)) {
        // The same undo again, after a lost connection.
        const isDone = current.epoch === epoch + 1 && current.ownerId === caller.id;
        return isDone ? ok({ conversation: current }) : tooLate();
      }
      const { before } = done;
      if (before.state === 'closed') return tooLate();
      // What the customer said since counts on top of what had been said before.
      unit.record(
        {
          kind: 'conversation.undone',
          conversationId,
          what: done.what,
          epoch: nextEpoch(current),
          state: before.state,
          ownerId: before.ownerId,
          waitingSince: before.waitingSince ?? current.waitingSince,
          unread: before.unread + (done.what === 'close' ? 0 : current.unread - done.after.unread),
          snoozedUntil: before.snoozedUntil,
        },
        caller.id,
      );
      return ok({ conversation: currentOf(unit, conversationId) });
    });
    if (outcome.ok) undoable.forget(conversationId);
    return outcome;
  };
}

/** Nobody has got it since, and nobody has answered in it. */
function isUntouched(read: Reads, current: Conversation, done: Done): boolean {
  const { after, lastMessageId } = done;
  if (current.epoch !== after.epoch || current.state !== after.state) return false;
  const since = read.messages.newest(current.id, LOOK_BACK);
  return !since.some(
    ({ id, author, content }) =>
      id > lastMessageId && author.type !== 'contact' && content.kind !== 'note',
  );
}

const tooLate = () =>
  fail(
    'too-late',
    'This can no longer be taken back: somebody has gone on with it, or time is up.',
  );
