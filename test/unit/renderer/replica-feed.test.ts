import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ReplicaFeed } from '#renderer/state/replica-feed.ts';
import type { ReplicaNews } from '#renderer/state/replica-feed.ts';
import type { Replica, ReplicaChange } from '#shared/client/types.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import { Emitter } from '#shared/util/emitter.ts';

const changes = new Emitter<ReplicaChange>();
const replica = { on: (listener) => changes.on(listener) } as Replica;
const timeline = (id: number): ReplicaChange => ({
  slice: 'timeline',
  conversationId: id as ConversationId,
});
const heard: ReplicaNews[] = [];
let feed: ReplicaFeed;

beforeEach(() => {
  vi.useFakeTimers();
  heard.length = 0;
  feed = new ReplicaFeed(replica);
  feed.on((news) => heard.push(news));
});

afterEach(() => {
  feed.close();
  vi.useRealTimers();
});

const oneTurn = () => vi.advanceTimersByTimeAsync(0);

describe('news of the replica', () => {
  it('come at once and together when one delta touches several slices', async () => {
    changes.emit({ slice: 'counts' });
    changes.emit(timeline(7));
    expect(heard).toEqual([]);
    await oneTurn();
    expect(heard).toHaveLength(1);
    expect([...(heard[0]?.slices ?? [])]).toEqual(['counts', 'timeline']);
    expect([...(heard[0]?.timelines ?? [])]).toEqual([7]);
  });

  it('of a burst come together, and none is forgotten', async () => {
    changes.emit(timeline(1));
    await oneTurn();
    for (let id = 2; id < 100; id++) changes.emit(timeline(id));
    await oneTurn();
    expect(heard).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(heard).toHaveLength(2);
    expect(heard[1]?.timelines.size).toBe(98);
  });

  it('end when the feed is closed', async () => {
    changes.emit(timeline(1));
    await oneTurn();
    changes.emit(timeline(2));
    feed.close();
    await vi.advanceTimersByTimeAsync(1000);
    expect(heard).toHaveLength(1);
    expect(changes.size).toBe(0);
  });
});
