import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Drafts } from '#renderer/state/drafts.ts';
import type { CommandReply, DraftNews, HubClient } from '#shared/client/types.ts';
import { isNoDraft, NO_WORDS } from '#shared/domain/draft.ts';
import type { Draft, DraftWords } from '#shared/domain/draft.ts';
import type { AgentId, ConversationId, MessageId } from '#shared/domain/ids.ts';
import { Emitter } from '#shared/util/emitter.ts';
import { fail, ok } from '#shared/util/result.ts';
import { aStorage } from '#test/doubles/device-storage.ts';

const BEN = 2 as AgentId;
const ANNA = 1 as ConversationId;
const CLARA = 5 as ConversationId;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Save = { draft: Draft; answer: (reply: CommandReply<'draft.save'>) => void };

/** Keeps an agent's drafts and tells the other screens, in order, when the test says. */
class DraftHost {
  readonly saved = new Map<string, Draft>();
  readonly screens: DraftScreen[] = [];
  isFull = false;
  #revision = 0;

  save({ draft, answer }: Save, from: DraftScreen): void {
    if (this.isFull) {
      from.toScreen.push(() => answer({ ...fail('too-many', 'Full.'), details: {} }));
      return;
    }
    const name = `${draft.kind} ${draft.conversationId}`;
    if (isNoDraft(draft)) this.saved.delete(name);
    else this.saved.set(name, draft);
    const revision = ++this.#revision;
    for (const screen of this.screens) {
      if (screen !== from && screen.isOnline) {
        screen.toScreen.push(() => screen.news.emit({ type: 'one', draft, revision }));
      }
    }
    from.toScreen.push(() => answer(ok({ revision })));
  }
}

/** One screen of an agent and its line to the host, which carries things when the test says. */
class DraftScreen {
  readonly news = new Emitter<DraftNews>();
  readonly toHost: Save[] = [];
  readonly toScreen: (() => void)[] = [];
  /** Sent and not answered: said again after a lost connection. */
  readonly open = new Set<Save>();
  readonly storage: Storage;
  isOnline = true;
  drafts: Drafts;
  readonly #host: DraftHost;

  constructor(host: DraftHost, storage = aStorage()) {
    this.#host = host;
    this.storage = storage;
    host.screens.push(this);
    this.drafts = this.#open();
    this.welcome();
  }

  #open(): Drafts {
    const command = (_name: string, draft: Draft) =>
      new Promise((resolve) => {
        const save: Save = {
          draft,
          answer: (reply) => {
            this.open.delete(save);
            resolve(reply);
          },
        };
        this.open.add(save);
        if (this.isOnline) this.toHost.push(save);
      });
    const client = {
      command,
      drafts: { all: null, on: (listener: (news: DraftNews) => void) => this.news.on(listener) },
    } as unknown as Pick<HubClient, 'command' | 'drafts'>;
    return new Drafts(client, BEN, 'message', this.storage);
  }

  /** The page is loaded again; what was on its way is gone with it. */
  reload(): void {
    this.cut();
    this.open.clear();
    this.drafts.close();
    this.drafts = this.#open();
    this.welcome();
  }

  cut(): void {
    this.isOnline = false;
    this.toHost.length = 0;
    this.toScreen.length = 0;
  }

  welcome(): void {
    this.isOnline = true;
    const drafts = [...this.#host.saved.values()];
    this.toScreen.push(() => this.news.emit({ type: 'all', drafts }));
    for (const save of this.open) this.toHost.push(save);
  }

  hostHears(): void {
    const next = this.toHost.shift();
    if (next) this.#host.save(next, this);
  }

  async hears(): Promise<void> {
    this.toScreen.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  }
}

let host: DraftHost;
let desk: DraftScreen, tablet: DraftScreen;

function open(): void {
  host = new DraftHost();
  desk = new DraftScreen(host);
  tablet = new DraftScreen(host);
}
beforeEach(open);

const isBusy = ({ toHost, toScreen, open, isOnline }: DraftScreen) =>
  isOnline && toHost.length + toScreen.length + open.size > 0;

/** Everything that is on its way arrives, until nothing is. */
async function settle(): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    for (const screen of host.screens) {
      screen.hostHears();
      await screen.hears();
    }
    if (host.screens.some(isBusy)) continue;
    if (vi.getTimerCount() === 0) return;
    await vi.advanceTimersByTimeAsync(1_000);
  }
  throw new Error('It never comes to rest.');
}

const hostsText = (id = ANNA) => host.saved.get(`message ${id}`)?.text ?? '';

describe('two screens of one agent', () => {
  test('have what is written on either of them', async () => {
    desk.drafts.set(ANNA, 'Dear Anna');
    await settle();
    expect(tablet.drafts.get(ANNA)).toBe('Dear Anna');
    tablet.drafts.setQuote(ANNA, 7 as MessageId);
    tablet.drafts.set(ANNA, 'Dear Anna, yes');
    await settle();
    expect([desk.drafts.get(ANNA), desk.drafts.quote(ANNA)]).toEqual(['Dear Anna, yes', 7]);
  });

  test('are both empty after it was sent from one of them', async () => {
    desk.drafts.set(ANNA, 'Dear Anna');
    await settle();
    tablet.drafts.set(ANNA, '');
    await settle();
    expect(desk.drafts.get(ANNA)).toBe('');
    expect(host.saved.size).toBe(0);
    expect(Object.keys(desk.storage)).toEqual([]);
  });

  test('do not take words away from under the hands of who writes', async () => {
    tablet.drafts.set(ANNA, 'On the tablet');
    await vi.advanceTimersByTimeAsync(1_000);
    tablet.hostHears();
    desk.drafts.set(ANNA, 'At the desk');
    await desk.hears();
    await desk.hears();
    expect(desk.drafts.get(ANNA)).toBe('At the desk');
    await settle();
    expect(tablet.drafts.get(ANNA)).toBe('At the desk');
  });

  test('come to the same, whatever is late, lost or written at the same time', async () => {
    const everything = fc.array(fc.nat(9), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(everything, async (steps) => {
        open();
        for (const [index, step] of steps.entries()) await act(step, `text ${index}`);
        for (const screen of host.screens) if (!screen.isOnline) screen.welcome();
        await settle();
        const both = [desk.drafts.get(ANNA), tablet.drafts.get(ANNA)];
        expect(both).toEqual([hostsText(), hostsText()]);
      }),
      { numRuns: 300 },
    );
  });
});

/** An even step is one of the desk, an odd one of the tablet. */
async function act(step: number, text: string): Promise<void> {
  const screen = step % 2 === 0 ? desk : tablet;
  if (step < 4) screen.drafts.set(ANNA, step < 2 ? text : '');
  else if (step < 6) screen.hostHears();
  else if (step < 8) await screen.hears();
  else if (screen.isOnline) screen.cut();
  else screen.welcome();
  await vi.advanceTimersByTimeAsync(step * 100);
}

describe('without a connection', () => {
  test('what is written is there after a reload, and with the host later', async () => {
    desk.cut();
    desk.drafts.set(ANNA, 'Dear Anna');
    desk.reload();
    expect(desk.drafts.get(ANNA)).toBe('Dear Anna');
    await settle();
    expect(tablet.drafts.get(ANNA)).toBe('Dear Anna');
  });

  test('what was sent meanwhile from another screen does not come back', async () => {
    desk.drafts.set(ANNA, 'Dear Anna');
    await settle();
    desk.cut();
    tablet.drafts.set(ANNA, '');
    await settle();
    desk.reload();
    await settle();
    expect([desk.drafts.get(ANNA), hostsText()]).toEqual(['', '']);
  });

  test('neither is lost of two that were written meanwhile', async () => {
    desk.cut();
    desk.drafts.set(ANNA, 'At the desk');
    tablet.drafts.set(ANNA, 'On the tablet');
    await settle();
    desk.welcome();
    await settle();
    expect(tablet.drafts.get(ANNA)).toBe('On the tablet\nAt the desk');
    expect(desk.drafts.get(ANNA)).toBe(hostsText());
  });

  test('an answer that got lost does not double what it was about', async () => {
    desk.drafts.set(ANNA, 'Dear Anna');
    await vi.advanceTimersByTimeAsync(1_000);
    desk.hostHears();
    desk.cut();
    desk.drafts.set(ANNA, 'Dear Ann');
    desk.welcome();
    await settle();
    expect([desk.drafts.get(ANNA), hostsText()]).toEqual(['Dear Ann', 'Dear Ann']);
  });
});

test('what the host does not take stays on this device', async () => {
  host.isFull = true;
  desk.drafts.set(ANNA, 'Dear Anna');
  desk.drafts.set(CLARA, 'x'.repeat(10_000));
  await settle();
  expect(hostsText()).toBe('');
  desk.reload();
  await settle();
  expect(desk.drafts.get(ANNA)).toBe('Dear Anna');
  expect(desk.drafts.get(CLARA)).toHaveLength(10_000);
});

test('a text that was on its way is put before what was written since', () => {
  desk.drafts.set(ANNA, 'And more');
  desk.drafts.setQuote(ANNA, 7 as MessageId);
  desk.drafts.restore(ANNA, 'First');
  expect(desk.drafts.get(ANNA)).toBe('First\nAnd more');
  expect(desk.drafts.quote(ANNA)).toBe(7);
});

describe('after a merge', () => {
  const merged = (id: ConversationId) => (id === CLARA ? ANNA : id);

  test('what the host does not know of yet goes on in the other conversation', async () => {
    desk.drafts.set(ANNA, 'To Anna');
    desk.drafts.set(CLARA, 'To Clara');
    desk.drafts.follow(merged);
    await settle();
    expect(hostsText()).toBe('To Anna\nTo Clara');
    expect(hostsText(CLARA)).toBe('');
  });

  test('what it knows of comes from there, once', async () => {
    desk.drafts.set(CLARA, 'To Clara');
    await settle();
    desk.drafts.follow(merged);
    tablet.drafts.follow(merged);
    expect(desk.drafts.get(ANNA)).toBe('');
    const moved: DraftWords = { ...NO_WORDS, text: 'To Clara' };
    const draft: Draft = { conversationId: ANNA, kind: 'message', ...moved };
    host.saved.clear();
    host.saved.set('message 1', draft);
    for (const screen of host.screens) screen.news.emit({ type: 'one', draft, revision: 99 });
    await settle();
    expect([desk.drafts.get(ANNA), tablet.drafts.get(ANNA)]).toEqual(['To Clara', 'To Clara']);
  });
});
