import type { Agent } from '#shared/domain/agent.ts';
import { settingsFrom } from '#shared/domain/settings.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure, Result } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import { currentOf, nextEpoch, owned } from './claim.ts';
import type { OwnershipFailure } from './claim.ts';
import { many } from './many.ts';
import type { Step } from './many.ts';
import { undoing } from './undo.ts';
import type { Undoable, Undoing } from './undo.ts';
import { unseenMessages } from './unseen.ts';

type Params = CommandParams<'conversation.close'>;
type HowItEnded = Pick<Params, 'outcomeId' | 'note' | 'value'>;

export function closeHandler(
  ledger: Ledger,
  undoable: Undoable,
): CommandHandler<'conversation.close'> {
  return async (params, caller) => {
    let before: Undoing | null = null;
    const outcome = await ledger.write((unit) => {
      before = null;
      if (!isKnown(unit, params)) return unknownOutcome();
      if (params.value !== undefined && !isWon(unit, params)) return valueNotWon();
      const step = closeOne(unit, caller, params, params);
      if (!step.ok) return step;
      ({ before } = step.value);
      return ok({ conversation: step.value.conversation });
    });
    if (outcome.ok && before !== null)
      undoable.done('close', before, outcome.value.conversation, caller);
    return outcome;
  };
}

/** All with the same outcome; what may not be closed leaves the others as they are. */
export function closeManyHandler(
  ledger: Ledger,
  undoable: Undoable,
): CommandHandler<'conversation.close-many'> {
  return ({ conversations, ...ended }, caller) =>
    many({ ledger, undoable, what: 'close', caller }, conversations, (unit) => {
      if (!isKnown(unit, ended)) return unknownOutcome();
      return ok((asked) => closeOne(unit, caller, asked, ended));
    });
}

function isKnown({ tx }: Unit, { outcomeId }: HowItEnded): boolean {
  return outcomeId === undefined || tx.labels.get().outcomes.some(({ id }) => id === outcomeId);
}

function isWon({ tx }: Unit, { outcomeId }: HowItEnded): boolean {
  return tx.labels.get().outcomes.some(({ id, isWon: won }) => won && id === outcomeId);
}

function valueNotWon(): Failure<'value-not-won'> {
  return fail('value-not-won', 'Only an outcome that counts as won has a value.');
}

function unknownOutcome(): Failure<'unknown-outcome'> {
  return fail('unknown-outcome', 'There is no such outcome (any more).');
}

/** Ends the episode, or says why not. */
function closeOne(
  unit: Unit,
  caller: Agent,
  { conversationId, epoch, lastSeenMessageId }: Omit<Params, keyof HowItEnded>,
  { outcomeId, note, value }: HowItEnded,
): Result<Step, OwnershipFailure | Failure<'unseen-messages'>> {
  const current = unit.tx.conversations.get(conversationId);
  // The same close again, after a lost connection.
  if (current?.state === 'closed') return ok({ conversation: current, before: null });
  const mine = owned(unit, caller, conversationId, epoch);
  if (!mine.ok) return mine;
  const unseen = unseenMessages(unit.tx, mine.value, lastSeenMessageId);
  if (unseen !== null) return unseen;
  const before = undoing(unit, mine.value);
  unit.record(
    {
      kind: 'conversation.closed',
      conversationId,
      epoch: nextEpoch(mine.value),
      episode: mine.value.episode,
      ...(outcomeId === undefined ? {} : { outcomeId }),
      ...(value === undefined ? {} : { value: { amount: value, currency: currencyOf(unit) } }),
      ...(note === undefined ? {} : { note }),
    },
    caller.id,
  );
  return ok({ conversation: currentOf(unit, conversationId), before });
}

function currencyOf({ tx }: Unit): string {
  return settingsFrom(tx.settings.all()).reports.currency;
}

/** Ends the episodes in which nobody has said anything since, and nobody waits. */
export function closeSilent(unit: Unit, since: number): void {
  for (const conversation of unit.tx.conversations.silent(since)) {
    unit.record({
      kind: 'conversation.closed',
      conversationId: conversation.id,
      epoch: nextEpoch(conversation),
      episode: conversation.episode,
      isSilent: true,
    });
  }
}
