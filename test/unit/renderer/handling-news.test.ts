import { describe, expect, it } from 'vitest';
import { handlingNews, lostNews, mentionNews } from '#renderer/state/handling-news.ts';
import { aConversation } from '#test/doubles/client/builders.ts';
import type { Move } from '#shared/domain/move.ts';
import type { AgentId, Epoch } from '#shared/domain/ids.ts';

const ME = 1 as AgentId;
const NOW = 1_000_000;
const handover = { fromId: 2, at: NOW - 1_000, noteId: null };
const request = { byId: 2, at: NOW - 1_000 };
const mine = aConversation(1, { state: 'open', ownerId: 1, lastOwnerId: 1, epoch: 3 });
const fresh = { ...mine, ...aConversation(1, { handover }), state: 'open', ownerId: ME } as const;

describe('what others do with a conversation', () => {
  it('is told to whom it is handed over, once', () => {
    const waiting = aConversation(1, { epoch: 2 });
    expect(handlingNews(waiting, fresh, null, ME, NOW)).toEqual({ what: 'handed-over', who: 2 });
    expect(handlingNews(fresh, fresh, null, ME, NOW)).toBeNull();
    expect(handlingNews(waiting, fresh, null, 2 as AgentId, NOW)).toBeNull();
  });

  it('is old news when this screen did not know of it and it is long ago', () => {
    expect(handlingNews(null, fresh, null, ME, NOW)).toEqual({ what: 'handed-over', who: 2 });
    expect(handlingNews(null, fresh, null, ME, NOW + 3_600_000)).toBeNull();
  });

  it('is told to the owner who is asked for it', () => {
    const asked = { ...mine, ...{ request: aConversation(1, { request }).request } };
    expect(handlingNews(mine, asked, null, ME, NOW)).toEqual({ what: 'requested', who: 2 });
    expect(handlingNews(asked, asked, null, ME, NOW)).toBeNull();
  });

  it('is told to who asked for it, whatever the owner says to that', () => {
    const theirs = { ...mine, ownerId: 2 as AgentId };
    const asked = { ...theirs, request: { byId: ME, at: NOW - 1_000 } };
    const by = 2 as AgentId;
    const told = (after: typeof mine, move: Move | null, before = asked) =>
      handlingNews(before, after, move, ME, NOW);
    expect(told(theirs, { by, why: 'kept' })).toEqual({ what: 'kept', who: 2 });
    expect(told(theirs, { by: null, why: 'expired' })).toEqual({ what: 'not-granted', who: 2 });
    const given = { ...mine, epoch: 4 as Epoch };
    expect(told(given, { by, why: 'request' })).toEqual({ what: 'granted', who: 2 });
    // They withdrew it, or took it over themselves.
    expect(told(theirs, null)).toBeNull();
    expect(told(given, { by: ME, why: 'taken-over' })).toBeNull();
    const byAnother = { ...asked, request: { ...request, byId: 3 as AgentId } };
    expect(told(theirs, { by, why: 'kept' }, byAnother)).toBeNull();
  });

  it('is told to who had it or asked for it and does not see it any more, in the same way', () => {
    const told = (move: Move, ownerId: number | null, before: typeof mine | null = mine) =>
      lostNews(
        before,
        {
          conversationId: mine.id,
          contact: mine.contact,
          move,
          ownerId: ownerId as AgentId | null,
        },
        ME,
        NOW,
      );
    const by = 3 as AgentId;
    const reason = 'You are at lunch';
    const taken = { what: 'taken-over', who: 3, reason };
    expect(told({ by, why: 'taken-over', reason }, 3)).toEqual(taken);
    expect(told({ by, why: 'taken-over', reason }, 3, null)).toEqual(taken);
    expect(told({ by, why: 'by-hand' }, 2)).toEqual({ what: 'moved', who: 3 });
    expect(told({ by, why: null }, 2)).toEqual({ what: 'taken-back', who: 3 });
    expect(told({ by: null, why: 'not-answered' }, 2)).toEqual({ what: 'not-answered', who: null });
    expect(told({ by, why: 'by-hand' }, null)).toEqual({ what: 'back-in-queue', who: 3 });
    expect(told({ by: 2 as AgentId, why: 'kept' }, 2, null)).toEqual({ what: 'kept', who: 2 });
    expect(told({ by: null, why: 'expired' }, 2, null)).toEqual({ what: 'not-granted', who: 2 });
  });

  it('is told to who lost it to an admin, but not to who gave it away', () => {
    const theirs = aConversation(1, { state: 'open', ownerId: 2, epoch: 4 });
    expect(handlingNews(mine, theirs, null, ME, NOW)).toEqual({ what: 'taken-over', who: 2 });
    const why = { by: 2 as AgentId, why: 'taken-over', reason: 'You are at lunch' } as const;
    const told = { what: 'taken-over', who: 2, reason: 'You are at lunch' };
    expect(handlingNews(mine, theirs, why, ME, NOW)).toEqual(told);
    const requested = aConversation(1, { state: 'open', ownerId: 1, epoch: 3, request });
    expect(handlingNews(requested, theirs, why, ME, NOW)).toEqual(told);
    const given = aConversation(1, {
      state: 'open',
      ownerId: 2,
      epoch: 4,
      handover: { fromId: 1, at: NOW, noteId: null },
    });
    expect(handlingNews(mine, given, null, ME, NOW)).toBeNull();
    const moved = { ...given, ...aConversation(1, { handover: { ...handover, fromId: 3 } }) };
    const theirsNow = {
      ...moved,
      state: 'open',
      ownerId: 2 as AgentId,
      epoch: 4 as Epoch,
    } as const;
    expect(handlingNews(mine, theirsNow, null, ME, NOW)).toEqual({ what: 'moved', who: 3 });
    const asked = aConversation(1, { state: 'open', ownerId: 1, epoch: 3, request });
    expect(handlingNews(asked, theirs, null, ME, NOW)).toBeNull();
  });

  it('is told to both when it was not opened and went back into the queue', () => {
    const unopened = aConversation(1, { state: 'open', ownerId: 1, epoch: 3, handover });
    const back = aConversation(1, { state: 'waiting', epoch: 4 });
    const move = { by: null, why: 'not-opened' } as const;
    const told = (who: number) => handlingNews(unopened, back, move, who as AgentId, NOW);
    expect(told(1)).toEqual({ what: 'not-opened', who: 2 });
    expect(told(2)).toEqual({ what: 'came-back', who: 1 });
    expect(told(3)).toBeNull();
  });

  it('is told to its owner when somebody else, or the host, puts it into the queue', () => {
    const back = aConversation(1, { state: 'waiting', epoch: 4 });
    const told = (move: Move | null, before = mine) => handlingNews(before, back, move, ME, NOW);
    const byAdmin = { by: 2 as AgentId, why: 'by-hand' } as const;
    expect(told(byAdmin)).toEqual({ what: 'back-in-queue', who: 2 });
    expect(told({ by: null, why: 'owner-left' })).toEqual({ what: 'back-in-queue', who: null });
    expect(told({ by: ME, why: 'by-hand' })).toBeNull();
    expect(told({ by: ME, why: 'handed-over' })).toBeNull();
    // Not opened yet makes no difference when a person did it.
    expect(told(byAdmin, fresh)).toEqual({ what: 'back-in-queue', who: 2 });
    expect(handlingNews(mine, back, byAdmin, 3 as AgentId, NOW)).toBeNull();
  });

  it('is told to the owner while the customer waits for too long, once', () => {
    const due = { ...mine, answerDueAt: NOW + 60_000 };
    const told = { what: 'answer-due', who: null };
    expect(handlingNews(mine, due, null, ME, NOW)).toEqual(told);
    expect(handlingNews(due, due, null, ME, NOW)).toBeNull();
    // A screen that is opened meanwhile tells it, too, but not when it is too late.
    expect(handlingNews(null, due, null, ME, NOW)).toEqual(told);
    expect(handlingNews(null, due, null, ME, NOW + 60_000)).toBeNull();
    expect(handlingNews(mine, due, null, 2 as AgentId, NOW)).toBeNull();
  });

  it('is told to who did not answer, also when the host found somebody else at once', () => {
    const due = { ...mine, answerDueAt: NOW - 1 };
    const back = aConversation(1, { state: 'waiting', epoch: 4 });
    const told = { what: 'not-answered', who: null };
    expect(handlingNews(due, back, { by: null, why: 'not-answered' }, ME, NOW)).toEqual(told);
    const given = { ...handover, fromId: null };
    const theirs = aConversation(1, { state: 'open', ownerId: 2, epoch: 5, handover: given });
    const inTurn = { by: null, why: 'next-in-turn' } as const;
    expect(handlingNews(due, theirs, inTurn, ME, NOW)).toEqual(told);
    expect(handlingNews({ ...due, answerDueAt: null }, theirs, inTurn, ME, NOW)).toEqual({
      what: 'moved',
      who: null,
    });
    expect(handlingNews(due, theirs, { by: ME, why: 'by-hand' }, ME, NOW)).toBeNull();
  });

  it('is told to whom it had been given when the giver takes that back', () => {
    const move = { by: 2 as AgentId, why: null };
    const waits = aConversation(1, { state: 'waiting', epoch: 4 });
    const theirs = aConversation(1, { state: 'open', ownerId: 2, epoch: 4 });
    const told = { what: 'taken-back', who: 2 };
    expect(handlingNews(fresh, waits, move, ME, NOW)).toEqual(told);
    expect(handlingNews(fresh, theirs, move, ME, NOW)).toEqual(told);
    expect(handlingNews(fresh, theirs, move, 2 as AgentId, NOW)).toBeNull();
  });

  it('is told to its owner when the time they put it away for is over, not when they wake it', () => {
    const away = aConversation(1, { state: 'snoozed', ownerId: 1, epoch: 3, snoozedUntil: NOW });
    const back = { ...away, state: 'open', snoozedUntil: null } as const;
    expect(handlingNews(away, back, null, ME, NOW)).toEqual({ what: 'woken', who: null });
    expect(handlingNews(away, back, null, ME, NOW - 1)).toBeNull();
    expect(handlingNews({ ...away, snoozedUntil: null }, back, null, ME, NOW)).toBeNull();
  });
});

describe('a note that names somebody', () => {
  const mention = (noteId: number, more = {}) => ({
    agentId: 1,
    byId: 2,
    noteId,
    at: NOW - 1_000,
    text: '@Ana please look',
    isSeen: false,
    ...more,
  });
  const plain = aConversation(1, {});
  const named = (...mentions: object[]) => aConversation(1, { mentions: mentions as never });

  it('is told to them, each note once', () => {
    const news = { what: 'mentioned', who: 2 };
    expect(mentionNews(plain, named(mention(5)), ME, NOW)).toEqual(news);
    expect(mentionNews(named(mention(5)), named(mention(5)), ME, NOW)).toBeNull();
    const later = mention(6, { at: NOW });
    expect(mentionNews(named(mention(5)), named(later), ME, NOW)).toEqual(news);
  });

  it('is not told to anybody else, to its writer, when it is seen, or when it is long ago', () => {
    expect(mentionNews(plain, named(mention(5)), 2 as AgentId, NOW)).toBeNull();
    expect(mentionNews(plain, named(mention(5, { byId: 1 })), ME, NOW)).toBeNull();
    expect(mentionNews(plain, named(mention(5, { isSeen: true })), ME, NOW)).toBeNull();
    expect(mentionNews(null, named(mention(5)), ME, NOW + 3_600_000)).toBeNull();
  });
});
