import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationId, Epoch } from '#shared/domain/ids.ts';
import { invariant } from '#shared/util/assert.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure, Result } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import { silenceBot } from '../bot/silence.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { Reads } from '../ports/reads.ts';

export type OwnershipFailure = Failure<'not-found' | 'not-owner' | 'moved-on'>;

/**
 * Makes the agent the owner, or says why not. Claiming what one owns already changes nothing.
 * `epoch` is the one on the asker's screen: of N simultaneous claims one finds it still current
 * (I1).
 */
export function claim(
  unit: Unit,
  agent: Agent,
  conversationId: ConversationId,
  epoch: Epoch,
): Result<Conversation, OwnershipFailure> {
  const conversation = unit.tx.conversations.get(conversationId);
  if (conversation === null) return goneOrNotFound(unit.tx, conversationId);
  if (conversation.ownerId === agent.id) return isOwnEpoch(unit, conversation, epoch);
  if (conversation.ownerId !== null) return notOwner(conversation);
  if (conversation.epoch !== epoch) return movedOn(conversation);
  // They left while the command was on its way.
  if (unit.tx.agents.get(agent.id)?.isDeactivated) return movedOn(conversation);

  silenceBot(unit, conversationId);
  const begins = conversation.state === 'closed' ? { episode: conversation.episode + 1 } : {};
  unit.record(
    {
      kind: 'conversation.claimed',
      conversationId,
      ownerId: agent.id,
      epoch: nextEpoch(conversation),
      ...begins,
    },
    agent.id,
  );
  const claimed = currentOf(unit, conversationId);
  invariant(claimed.ownerId === agent.id, 'a claim makes the claimer the owner');
  return ok(claimed);
}

export function nextEpoch({ epoch }: Conversation): Epoch {
  return (epoch + 1) as Epoch;
}

/** One that was there a moment ago in the same unit. */
export function currentOf({ tx }: Unit, id: ConversationId): Conversation {
  const conversation = tx.conversations.get(id);
  invariant(conversation !== null, 'a conversation stays');
  return conversation;
}

/** For commands that others than the owner may give: the conversation under its current epoch. */
export function atEpoch(
  unit: Unit,
  conversationId: ConversationId,
  epoch: Epoch,
): Result<Conversation, OwnershipFailure> {
  const conversation = unit.tx.conversations.get(conversationId);
  if (conversation === null) return goneOrNotFound(unit.tx, conversationId);
  return conversation.epoch === epoch ? ok(conversation) : movedOn(conversation);
}

/**
 * The owner acts under the current epoch, or under the one that the owner's own claim ended: a
 * second message typed before the claim of the first came back.
 */
function isOwnEpoch(
  unit: Unit,
  conversation: Conversation,
  epoch: Epoch,
): Result<Conversation, OwnershipFailure> {
  const isCurrent =
    epoch === conversation.epoch ||
    (epoch === conversation.epoch - 1 && tookItThemselves(unit, conversation));
  return isCurrent ? ok(conversation) : movedOn(conversation);
}

/** Given by somebody else, it may have been answered under the epoch before. */
function tookItThemselves({ tx }: Unit, { id, epoch, ownerId }: Conversation): boolean {
  const last = tx.journal
    .handling([id], 0, Number.MAX_SAFE_INTEGER)
    .findLast(({ fact }) => 'epoch' in fact && fact.epoch === epoch);
  return last?.by === ownerId;
}

/** For commands of the owner alone: the conversation, or why the agent may not act on it. */
export function owned(
  unit: Unit,
  agent: Agent,
  conversationId: ConversationId,
  epoch: Epoch,
): Result<Conversation, OwnershipFailure> {
  const conversation = unit.tx.conversations.get(conversationId);
  if (conversation === null) return goneOrNotFound(unit.tx, conversationId);
  if (conversation.ownerId !== agent.id) return notOwner(conversation);
  return isOwnEpoch(unit, conversation, epoch);
}

/**
 * What names a conversation that was merged into another was written by somebody who had not seen
 * the other's messages: they are shown the one that goes on (I2).
 */
function goneOrNotFound(read: Reads, id: ConversationId): OwnershipFailure {
  const holderId = read.merges.holderOf(id);
  const holder = holderId === null ? null : read.conversations.get(holderId);
  if (holder === null) return notFound();
  return fail('moved-on', 'This conversation was merged with another one of the same person.', {
    conversation: holder,
  });
}

export function notFound(): Failure<'not-found'> {
  return fail('not-found', 'There is no such conversation.');
}

export function notOwner(conversation: Conversation): Failure<'not-owner'> {
  const message =
    conversation.ownerId === null
      ? 'Nobody owns this conversation; claim it first.'
      : 'Somebody else is answering this conversation.';
  return fail('not-owner', message, { conversation });
}

export function movedOn(conversation: Conversation): Failure<'moved-on'> {
  return fail('moved-on', 'This conversation changed hands meanwhile.', { conversation });
}

export function claimHandler(ledger: Ledger): CommandHandler<'conversation.claim'> {
  return (params, caller) =>
    ledger.write((unit) => {
      const claimed = claim(unit, caller, params.conversationId, params.epoch);
      return claimed.ok ? ok({ conversation: claimed.value }) : claimed;
    });
}
