import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CommandHandler } from '#main/core/api.ts';
import type { ConnectTransport, HubClient } from '#shared/client/types.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationId, TagId, WaAddress } from '#shared/domain/ids.ts';
import { isInSight } from '#shared/domain/visibility.ts';
import type { CommandName, CommandParams } from '#shared/protocol/commands/index.ts';
import { readHostFrame } from '#shared/client/read-frame.ts';
import type { HostFrame } from '#shared/protocol/frames.ts';
import { newRef, Office } from '#test/doubles/core/office.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';
import { OfficeHub } from '#test/doubles/hub/office-hub.ts';
import { expectConcerns } from '#test/doubles/hub/expect-concerns.ts';
import { conversationsIn } from '#test/doubles/hub/what-it-names.ts';
import { runs } from '#test/doubles/property-runs.ts';

const NUMBERS = [1, 2, 3, 4].map((n) => `4915100000${n}@c.us` as WaAddress);

const PRICES = 1 as TagId;

/** The one that has what it had: itself, unless it was merged. */
const goesOnAs = (id: number): number =>
  office.store.read.merges.holderOf(id as ConversationId) ?? id;

/** What happens: to which of the chats, and who does it, by their place among them. */
type Step =
  | { readonly do: 'write'; readonly chat: number }
  | {
      readonly do:
        | 'claim'
        | 'close'
        | 'note'
        | 'mention'
        | 'release'
        | 'undo'
        | 'snooze'
        | 'ask'
        | 'request'
        | 'hand-over'
        | 'keep';
      readonly chat: number;
      readonly by: number;
    }
  | {
      readonly do: 'give' | 'give-many';
      readonly chat: number;
      readonly by: number;
      readonly to: number;
    }
  | { readonly do: 'give-all'; readonly by: number; readonly to: number }
  | { readonly do: 'take'; readonly chat: number }
  | { readonly do: 'tag'; readonly chat: number; readonly isOn: boolean }
  | { readonly do: 'type'; readonly chat: number; readonly by: number }
  | { readonly do: 'skill'; readonly who: number; readonly has: boolean }
  | { readonly do: 'switch'; readonly isNarrow: boolean }
  | { readonly do: 'merge'; readonly chat: number; readonly other: number }
  | { readonly do: 'unmerge' }
  | { readonly do: 'away'; readonly who: number };

const chat = fc.nat(NUMBERS.length - 1);
const somebody = fc.nat(2);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), chat }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'claim',
        'claim',
        'close',
        'note',
        'mention',
        'release',
        'undo',
        'snooze',
        'ask',
        'request',
        'hand-over',
        'keep',
      ),
      chat,
      by: somebody,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('give', 'give', 'give-many'),
      chat,
      by: somebody,
      to: somebody,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('take' as const), chat }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('give-all' as const), by: somebody, to: somebody }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('tag' as const), chat, isOn: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('type' as const), chat, by: somebody }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('skill' as const), who: somebody, has: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('switch' as const), isNarrow: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('merge' as const), chat, other: chat }) },
  { weight: 1, arbitrary: fc.constant({ do: 'unmerge' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('away' as const), who: somebody }) },
);

let office: Office;
let hub: OfficeHub;
let ana: Agent;
let agents: Agent[];

async function open(): Promise<void> {
  office = await Office.open();
  hub = await OfficeHub.open(office);
  [ana, ...agents] = (await office.hire('Ana', 'Ben', 'Cleo', 'Dan')) as [Agent, ...Agent[]];
  office.gateway.connect();
  await office.core.handlers['tag.save'](
    { tag: { id: null, name: 'Prices', colour: 'grey', isRetired: false } },
    ana,
  );
}

async function close(): Promise<void> {
  await hub.close();
  await office.remove();
}

const setVisibility = (value: 'every-chat' | 'queue-and-own') =>
  office.core.handlers['settings.change']({ name: 'visibility.agentsSee', value }, ana);

const now = ({ id }: Agent) => office.store.read.agents.get(id)!;
const isNarrow = () => office.core.settings.current().visibility.agentsSee === 'queue-and-own';

/** What somebody may see at this moment, by the rule and the stored state alone. */
function seenBy(agent: Agent): Set<number> {
  const all = office.conversations();
  const seen = isNarrow() ? all.filter((each) => isInSight(now(agent), each)) : all;
  return new Set(seen.map(({ id }) => id));
}

function conversationAt(place: number): Conversation | null {
  const address = NUMBERS[place]!;
  const contact = office.store.read.contacts.byAddresses([address]);
  return contact === null ? null : office.store.read.conversations.byContact(contact.id);
}

/** Asked by the agent's own screen, so that the answer is a frame like any other. */
async function ask<N extends CommandName>(
  { agent, client, isAway }: Watched,
  name: N,
  params: CommandParams<N>,
): Promise<void> {
  if (!isAway) await client.command(name, params);
  else await (office.core.handlers[name] as CommandHandler<N>)(params, agent);
}

/** Whatever can be asked about it, and about everything. */
async function askAround(screen: Watched, conversationId: ConversationId): Promise<void> {
  const range = { from: '2026-01-01', to: '2026-12-31' };
  await ask(screen, 'conversation.history', { conversationId, anchor: null, limit: 20 });
  await ask(screen, 'contact.details', { conversationId });
  await ask(screen, 'search', { text: 'hello', limit: 50 });
  await ask(screen, 'search', { text: '4915', limit: 50 });
  await ask(screen, 'report.now', {});
  await ask(screen, 'report.list', { range, figure: 'opened', filter: {}, offset: 0, limit: 50 });
  for (const view of ['all', 'closed', 'waiting'] as const) {
    await ask(screen, 'conversation.list', { view, after: null, limit: 50 });
  }
  await ask(screen, 'conversation.list', { view: 'tagged', tagId: PRICES, after: null, limit: 50 });
}

async function take(step: Step, screens: readonly Watched[]): Promise<void> {
  const { handlers } = office.core;
  if (step.do === 'write') {
    const contact = { address: NUMBERS[step.chat]! };
    office.gateway.emit({ type: 'message', message: incoming('Hello', { contact }) });
    return office.settled();
  }
  if (step.do === 'switch') {
    await setVisibility(step.isNarrow ? 'queue-and-own' : 'every-chat');
    return;
  }
  if (step.do === 'skill') {
    const { id: agentId } = agents[step.who]!;
    await handlers['agent.change']({ agentId, skills: step.has ? [PRICES] : [] }, ana);
    return;
  }
  if (step.do === 'unmerge') {
    const gone = [1, 2, 3, 4].find((id) => office.store.read.merges.get(id as ConversationId));
    if (gone !== undefined) await handlers['contact.unmerge']({ goneId: gone as never }, ana);
    return;
  }
  if (step.do === 'away') return;
  if (step.do === 'give-all') {
    const to = { type: 'agent', agentId: agents[step.to]!.id } as const;
    return ask(screens[step.by]!, 'conversation.hand-over-all', { to, note: '' });
  }
  const found = conversationAt(step.chat);
  if (found === null) return;
  const { id: conversationId, epoch, lastCustomerMessageId: lastSeenMessageId } = found;
  const about = { conversationId, epoch };
  const by = screens['by' in step ? step.by : 0]!;
  switch (step.do) {
    case 'ask':
      return askAround(by, conversationId);
    case 'claim':
      return ask(by, 'conversation.claim', about);
    case 'close':
      return ask(by, 'conversation.close', { ...about, lastSeenMessageId });
    case 'request':
      return ask(by, 'conversation.request', about);
    case 'hand-over':
    case 'keep':
      return ask(by, 'conversation.answer-request', { ...about, answer: step.do });
    case 'take':
      await handlers['conversation.take-over']({ ...about, reason: 'Lunch' }, ana);
      return;
    case 'release':
      return ask(by, 'conversation.transfer', { ...about, to: { type: 'queue' }, note: null });
    case 'snooze':
      return ask(by, 'conversation.snooze', { ...about, lastSeenMessageId, until: null });
    case 'undo':
      return ask(by, 'conversation.undo', about);
    case 'give': {
      const to = { type: 'agent', agentId: agents[step.to]!.id } as const;
      return ask(by, 'conversation.transfer', { ...about, to, note: null });
    }
    case 'give-many': {
      const to = { type: 'agent', agentId: agents[step.to]!.id } as const;
      const conversations = NUMBERS.flatMap((_, place) => {
        const each = conversationAt(place);
        if (each === null) return [];
        return [{ conversationId: each.id, epoch: each.epoch, clientRef: newRef() }];
      });
      const once = new Map(conversations.map((each) => [each.conversationId, each]));
      return ask(by, 'conversation.transfer-many', {
        conversations: [...once.values()],
        to,
        note: 'Please',
      });
    }
    case 'note':
    case 'mention': {
      const mentions = step.do === 'mention' ? [agents[(step.by + 1) % 3]!.id] : [];
      return ask(by, 'note.add', { conversationId, clientRef: newRef(), text: 'Look', mentions });
    }
    case 'tag':
      await handlers['conversation.tag']({ conversationId, tagId: PRICES, isOn: step.isOn }, ana);
      return;
    case 'type':
      return ask(by, 'conversation.typing', { conversationId, isTyping: true });
    case 'merge': {
      const other = conversationAt(step.other);
      if (other === null || other.id === conversationId) return;
      const otherOne = { otherId: other.id, otherEpoch: other.epoch };
      await handlers['contact.merge']({ ...about, ...otherOne }, ana);
    }
  }
}

/** A screen of somebody's, with every frame that it got. */
class Watched {
  readonly agent: Agent;
  readonly client: HubClient;
  readonly #heard: HostFrame[];
  /** What its agent saw when it was last up to date. */
  saw = new Set<number>();
  /** And what of it was theirs, or they had asked for. */
  #concerned = new Map<number, Conversation>();
  isAway = false;

  private constructor(agent: Agent, client: HubClient, heard: HostFrame[]) {
    this.agent = agent;
    this.client = client;
    this.#heard = heard;
  }

  static async of(agent: Agent): Promise<Watched> {
    const heard: HostFrame[] = [];
    const listening =
      (connect: ConnectTransport): ConnectTransport =>
      (events) =>
        connect({
          ...events,
          onOpen: () => events.onOpen(),
          onClose: () => events.onClose(),
          onText(text) {
            const frame = readHostFrame(text);
            if (frame !== null) heard.push(frame);
            events.onText(text);
          },
        });
    const watched = new Watched(agent, await hub.client(agent, listening), heard);
    await watched.catchesUp();
    return watched;
  }

  take(): HostFrame[] {
    return this.#heard.splice(0);
  }

  leaves(): void {
    this.isAway = true;
    this.client.stop();
  }

  comesBack(): void {
    this.isAway = false;
    this.client.start();
  }

  /**
   * An answer comes after everything that was decided before it was asked for; the second one also
   * after what a screen that begins anew asks by itself.
   */
  async catchesUp(): Promise<void> {
    for (let asked = 0; asked < 2; asked += 1) {
      const reply = await this.client.command('hours.look', { at: [] });
      expect(reply).toMatchObject({ ok: true });
    }
  }

  /** No frame since the last time named what its agent did not see. */
  expectHonest(step: Step | null): void {
    const sees = seenBy(this.agent);
    for (const frame of this.take()) {
      const why = `${this.agent.name} ${JSON.stringify(step)} ${JSON.stringify(frame)}`;
      for (const id of conversationsIn(frame)) expect(sees, why).toContain(goesOnAs(id));
      const gone = frame.t === 'delta' ? (frame.gone ?? []) : [];
      for (const id of gone) expect(this.saw, why).toContain(id);
      for (const lost of frame.t === 'delta' ? (frame.lost ?? []) : []) {
        const before = this.#concerned.get(lost.conversationId);
        expectConcerns(this.agent.id, before, lost, office.store.read.journal, why);
        expect(sees, why).not.toContain(lost.conversationId);
      }
    }
    this.saw = sees;
    const { id } = this.agent;
    const theirs = office
      .conversations()
      .filter(({ ownerId, request }) => ownerId === id || request?.byId === id);
    this.#concerned = new Map(theirs.map((each) => [each.id, each]));
  }
}

async function read(client: HubClient): Promise<void> {
  for (const view of ['all', 'waiting', 'mine', 'closed', 'mentions'] as const) {
    await client.loadView(view);
  }
}

function shown({ replica }: HubClient) {
  const ids = (view: 'all' | 'waiting' | 'mine' | 'closed' | 'mentions') =>
    replica.list(view).map(({ id, revision }) => ({ id, revision }));
  return {
    all: ids('all'),
    waiting: ids('waiting'),
    mine: ids('mine'),
    closed: ids('closed'),
    mentions: ids('mentions'),
    counts: replica.counts,
    answering: [...replica.answering].toSorted(),
    coverage: replica.coverage,
  };
}

async function catchUp(screens: readonly Watched[], step: Step | null): Promise<void> {
  for (const screen of screens) {
    if (screen.isAway) continue;
    await screen.catchesUp();
    screen.expectHonest(step);
  }
}

test('no frame names what its agent does not see, and a screen ends as one that comes new', async () => {
  const history = fc.array(anyStep, { minLength: 10, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      await setVisibility('queue-and-own');
      const screens = await Promise.all(agents.map((agent) => Watched.of(agent)));
      for (const { client } of screens) await read(client);
      await catchUp(screens, null);
      for (const step of steps) {
        await take(step, screens);
        if (step.do === 'away') {
          const screen = screens[step.who]!;
          if (screen.isAway) screen.comesBack();
          else screen.leaves();
        }
        await catchUp(screens, step);
      }
      for (const screen of screens) if (screen.isAway) screen.comesBack();
      await catchUp(screens, null);
      for (const { agent, client } of screens) {
        await read(client);
        const fresh = await Watched.of(agent);
        await read(fresh.client);
        expect(shown(client), agent.name).toEqual(shown(fresh.client));
        const { counts } = client.replica;
        const snoozed = Object.values(counts.snoozed).reduce((sum, n) => sum + n, 0);
        expect(client.replica.list('all')).toHaveLength(counts.waiting + counts.open + snoozed);
        const known = [...client.replica.conversations.keys()];
        expect(new Set(known), agent.name).toEqual(seenBy(agent));
        fresh.client.stop();
        client.stop();
      }
    }),
    runs(15, fc.beforeEach(open), fc.afterEach(close)),
  );
});
