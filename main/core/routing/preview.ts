import { isTalking } from '#shared/domain/bot/part.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { TagId } from '#shared/domain/ids.ts';
import type { RoutingDecision } from '#shared/domain/routing.ts';
import type { CommandResult } from '#shared/protocol/commands/index.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import { notFound } from '../ownership/claim.ts';
import type { Reads } from '../ports/reads.ts';
import type { Clock } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { lastOwnerOf } from './last-owner.ts';
import type { Moment } from './moment.ts';
import { lookFor, placesOf, rulesOf } from './waiting-room.ts';
import type { Places, Wanted } from './waiting-room.ts';

interface Needs {
  readonly read: Reads;
  readonly hours: Moment['hours'];
  readonly settings: CurrentSettings;
  readonly clock: Clock;
}

type Preview = CommandResult<'routing.preview'>;

/** The question that routing answers for a chat, asked for one that is not there. */
export function previewHandler(needs: Needs): CommandHandler<'routing.preview'> {
  const { read, hours, settings, clock } = needs;
  return ({ conversationId, tagId }) => {
    const conversation = conversationId === null ? null : read.conversations.get(conversationId);
    if (conversationId !== null && conversation === null) return Promise.resolve(notFound());
    if (tagId !== null && !read.labels.get().tags.some(({ id }) => id === tagId)) {
      return Promise.resolve(fail('unknown-tag', 'There is no such tag.'));
    }
    const moment = { hours, at: clock.now() };
    const rules = rulesOf(settings.current());
    const places = placesOf(read, moment);
    const situation = situationOf(conversation);
    if (situation !== 'begins' && situation !== 'waits') {
      const toId = conversation?.ownerId ?? null;
      return Promise.resolve(ok({ ...NOTHING, situation, toId, people: [] }));
    }
    const wanted = wantedFor(conversation, tagId, (closed) =>
      lastOwnerOf(closed, closed.lastAt, settings.current(), moment.at),
    );
    const decision = lookFor(read, places, wanted, rules, moment);
    const { toId, why, skill, waitsFor } = decision;
    const people = peopleOf(places, decision, rules.capacity);
    return Promise.resolve(ok({ situation, toId, why, skill, waitsFor, people }));
  };
}

const NOTHING = { why: null, skill: null, waitsFor: null } as const;

function situationOf(conversation: Conversation | null): Preview['situation'] {
  if (conversation === null) return 'begins';
  if (conversation.ownerId !== null) return 'owned';
  if (conversation.contact.isBlocked) return 'blocked';
  if (isTalking(conversation.bot)) return 'with-bot';
  return conversation.state === 'waiting' ? 'waits' : 'begins';
}

function wantedFor(
  conversation: Conversation | null,
  tagId: TagId | null,
  lastOwner: (closed: Conversation) => Wanted['lastOwnerId'],
): Wanted {
  const more = tagId === null ? [] : [tagId];
  if (conversation === null) return { tags: more, waiting: null, lastOwnerId: null };
  // What begins anew has no tags yet; what waits has been looked at for its last owner.
  return conversation.state === 'waiting'
    ? {
        tags: [...new Set([...conversation.tags, ...more])],
        waiting: conversation,
        lastOwnerId: null,
      }
    : { tags: more, waiting: null, lastOwnerId: lastOwner(conversation) };
}

function peopleOf(
  places: Places,
  { obstacles }: RoutingDecision,
  standard: number,
): Preview['people'] {
  return [...places.values()]
    .filter(({ isDeactivated }) => !isDeactivated)
    .map(({ id, open, capacity }) => ({
      agentId: id,
      obstacle: obstacles.get(id) ?? null,
      open,
      capacity: capacity ?? standard,
    }));
}
