import { describe, expect, it } from 'vitest';
import { handlingNews } from '#renderer/state/handling-news.ts';
import { aConversation } from '#test/doubles/client/builders.ts';
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
    expect(handlingNews(waiting, fresh, ME, NOW)).toEqual({ what: 'handed-over', who: 2 });
    expect(handlingNews(fresh, fresh, ME, NOW)).toBeNull();
    expect(handlingNews(waiting, fresh, 2 as AgentId, NOW)).toBeNull();
  });

  it('is old news when this screen did not know of it and it is long ago', () => {
    expect(handlingNews(null, fresh, ME, NOW)).toEqual({ what: 'handed-over', who: 2 });
    expect(handlingNews(null, fresh, ME, NOW + 3_600_000)).toBeNull();
  });

  it('is told to the owner who is asked for it', () => {
    const asked = { ...mine, ...{ request: aConversation(1, { request }).request } };
    expect(handlingNews(mine, asked, ME, NOW)).toEqual({ what: 'requested', who: 2 });
    expect(handlingNews(asked, asked, ME, NOW)).toBeNull();
  });

  it('is told to who lost it to an admin, but not to who gave it away', () => {
    const theirs = aConversation(1, { state: 'open', ownerId: 2, epoch: 4 });
    expect(handlingNews(mine, theirs, ME, NOW)).toEqual({ what: 'taken-over', who: 2 });
    const given = aConversation(1, {
      state: 'open',
      ownerId: 2,
      epoch: 4,
      handover: { fromId: 1, at: NOW, noteId: null },
    });
    expect(handlingNews(mine, given, ME, NOW)).toBeNull();
    const moved = { ...given, ...aConversation(1, { handover: { ...handover, fromId: 3 } }) };
    const theirsNow = {
      ...moved,
      state: 'open',
      ownerId: 2 as AgentId,
      epoch: 4 as Epoch,
    } as const;
    expect(handlingNews(mine, theirsNow, ME, NOW)).toEqual({ what: 'moved', who: 3 });
    const asked = aConversation(1, { state: 'open', ownerId: 1, epoch: 3, request });
    expect(handlingNews(asked, theirs, ME, NOW)).toBeNull();
  });

  it('is told to both when it was not opened and went back into the queue', () => {
    const unopened = aConversation(1, { state: 'open', ownerId: 1, epoch: 3, handover });
    const back = aConversation(1, { state: 'waiting', epoch: 4 });
    expect(handlingNews(unopened, back, ME, NOW)).toEqual({ what: 'not-opened', who: 2 });
    expect(handlingNews(unopened, back, 2 as AgentId, NOW)).toEqual({ what: 'came-back', who: 1 });
    expect(handlingNews(unopened, back, 3 as AgentId, NOW)).toBeNull();
  });
});
