import { createHubClient } from '#shared/client/hub-client.ts';
import { readHostFrame } from '#shared/client/read-frame.ts';
import type { ClientStatus, HubClient, PendingReply } from '#shared/client/types.ts';
import type { Clock } from '#main/core/ports/system.ts';
import { createSeededRandom } from '#main/gateway/simulator/seeded-random.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { CommandName, CommandParams } from '#shared/protocol/commands/index.ts';
import { conversationViewSchema } from '#shared/protocol/commands/conversation.ts';
import { HUB_PATH } from '#shared/protocol/frames.ts';
import { invariant } from '#shared/util/assert.ts';
import { found, tokenFrom } from '#test/faults/agent-client.ts';
import type { HostAddress } from '#test/faults/agent-client.ts';
import { actAtScreen, chatOf } from '../interleavings/at-screen.ts';
import type { Screen, Surroundings } from '../interleavings/at-screen.ts';
import type { Answered } from '../interleavings/desk.ts';
import { shown } from '../interleavings/shown.ts';
import type { AtScreen } from '../interleavings/steps.ts';
import { wsTransport } from '../ws-transport.ts';
import { fastClock } from './fast-clock.ts';
import { HOST, HUB_PORT } from './plan-of-the-lan.ts';

export interface ScreenSetup {
  readonly desk: number;
  /** Which one of how many screens of this agent's. */
  readonly place: number;
  readonly screens: number;
  readonly address: string;
  readonly name: string;
  readonly password: string;
  /** The host's certificate. */
  readonly ca: string;
  readonly speed: number;
  readonly began: number;
  readonly seed: number;
}

/** One screen of an agent with the product's hub client over a real socket. */
export class ScreenOnNetwork implements Screen {
  readonly client: HubClient;
  readonly agent: Agent;
  readonly #setup: ScreenSetup;
  readonly #clock: Clock;
  readonly #token: string;
  readonly #own: Line;
  readonly #around: Surroundings;
  readonly #answers: Answered[] = [];
  readonly #written: string[] = [];
  readonly #notes: string[] = [];
  readonly #dropped: PendingReply[] = [];
  readonly #statuses: ClientStatus['name'][] = [];
  /** Customers whose chats were closed or given away here. */
  readonly #lastDone = new Set<number>();
  #count = 0;

  private constructor(setup: ScreenSetup, token: string, clock: Clock, own: Line, agent: Agent) {
    this.#setup = setup;
    this.#token = token;
    this.#clock = clock;
    this.#own = own;
    this.agent = agent;
    this.client = own.client;
    this.client.onStatus(({ name }) => void this.#statuses.push(name));
    const { client } = this;
    this.#around = {
      get agents() {
        return [...client.replica.agents.values()].sort((a, b) => a.id - b.id);
      },
      now: () => client.hostNow(),
      text: () => this.#new(this.#written, 'Reply'),
      note: () => this.#new(this.#notes, 'Note for colleagues'),
      messages: (id) => client.replica.timeline(id)?.messages ?? [],
      dropped: (reply) => void this.#dropped.push(reply),
      notes: () =>
        [...client.replica.conversations.keys()]
          .flatMap((id) => client.replica.timeline(id)?.messages ?? [])
          .filter(({ content }) => content.kind === 'note'),
    };
  }

  static async open(setup: ScreenSetup): Promise<ScreenOnNetwork> {
    const { name, password, speed, began } = setup;
    const token = await tokenFrom(addressOf(setup), { name, password });
    const clock = fastClock(speed, began);
    const own = openLine(setup, token, clock);
    const { client } = own;
    await found(client, () => (client.status.name === 'online' ? true : null));
    const { me } = client.replica;
    invariant(me, 'a welcome says who came');
    for (const view of ['all', 'waiting', 'mine'] as const) await client.loadView(view);
    return new ScreenOnNetwork(setup, token, clock, own, me);
  }

  newRef(): string {
    return this.#own.newRef();
  }

  ask<N extends CommandName>(name: N, params: CommandParams<N>): void {
    const { agent } = this;
    void this.client
      .command(name, params)
      .then((reply) => this.#answers.push({ agent, name, params, reply }));
  }

  /** Everybody hears of every step and does what this screen shows to be theirs. */
  run(step: AtScreen): void {
    if (!this.#isMeant(step)) return;
    if (step.do === 'close' || step.do === 'transfer') this.#lastDone.add(step.chat);
    actAtScreen(this, step, this.#around);
  }

  /** Answers at this customer's. */
  write({ chat, texts }: { chat: number; texts: readonly string[] }): void {
    const conversation = chatOf(this.client, chat);
    invariant(conversation, 'the customer is on the screen');
    for (const text of texts) {
      this.#written.push(text);
      this.client.reply(conversation.id, { kind: 'text', text });
    }
  }

  /** Resolves when the connection is so, with how long that took, in the office's milliseconds. */
  async until(name: ClientStatus['name']): Promise<number> {
    const began = this.#clock.elapsed();
    await found(this.client, () => (this.client.status.name === name ? true : null));
    return this.#clock.elapsed() - began;
  }

  /** Connected, nothing on its way and nobody at their keys. */
  get isCalm(): boolean {
    const { status, replica } = this.client;
    const isUnderWay = this.#pending().some(({ state }) => state === 'sending');
    return status.name === 'online' && !isUnderWay && replica.answering.size === 0;
  }

  /** Drops what is held back; how many that were. */
  dropHeld(): number {
    const held = this.#pending().filter(({ state }) => state !== 'sending');
    for (const reply of held) {
      this.client.takeBack(reply.clientRef);
      this.#dropped.push(reply);
    }
    return held.length;
  }

  async shown() {
    await readAll(this.client);
    return { seq: this.#own.seq(), shown: shown(this.client.replica) };
  }

  /** What a screen of this agent's shows that was never there before and opens everything. */
  async shownToNewcomer() {
    const line = openLine(this.#setup, this.#token, this.#clock);
    const { client } = line;
    await found(client, () => (client.status.name === 'online' ? true : null));
    await readAll(client);
    for (const id of client.replica.conversations.keys()) {
      await client.openTimeline(id);
      while (client.replica.timeline(id)?.hasOlder) await client.loadOlder(id);
    }
    const seen = { seq: line.seq(), shown: shown(client.replica), heard: line.heard };
    client.stop();
    return seen;
  }

  /** What was done and heard here since it was asked last. */
  report() {
    const { agent } = this;
    return {
      agent,
      heard: this.#own.heard.splice(0),
      asked: this.#own.said.splice(0),
      answers: this.#answers.splice(0),
      written: this.#written.splice(0),
      notes: this.#notes.splice(0),
      dropped: this.#dropped.splice(0),
      statuses: this.#statuses.splice(0),
      modes: this.#own.modes.splice(0),
    };
  }

  #isMeant(step: AtScreen): boolean {
    const { desk, place, screens } = this.#setup;
    if (!('by' in step) || step.by === 'desk') return step.desk === desk;
    if (step.do === 'undo') return this.#lastDone.delete(step.chat);
    const chat = chatOf(this.client, step.chat);
    const isWithdrawn = step.do === 'answer request' && step.answer === 'withdraw';
    const who = (isWithdrawn ? chat?.request?.byId : chat?.ownerId) ?? null;
    if (who === null) return step.desk === desk;
    return who === this.agent.id && place === step.desk % screens;
  }

  #pending(): readonly PendingReply[] {
    const { replica } = this.client;
    return [...replica.conversations.keys()].flatMap((id) => replica.pending(id));
  }

  #new(all: string[], what: string): string {
    this.#count += 1;
    const text = `${what} ${this.#count} of desk ${this.#setup.desk}.`;
    all.push(text);
    return text;
  }
}

interface Line {
  readonly client: HubClient;
  /** Every frame of the host's. */
  readonly heard: string[];
  /** Every frame of ours, whether or not it arrived. */
  readonly said: string[];
  /** Whether each welcome was a snapshot or resumed. */
  readonly modes: string[];
  seq(): number;
  newRef(): string;
}

/** A client, and everything that is said on its connections. */
function openLine(setup: ScreenSetup, token: string, clock: Clock): Line {
  const heard: string[] = [];
  const said: string[] = [];
  const modes: string[] = [];
  let seq = 0;
  let refs = 0;
  const id = process.hrtime.bigint().toString(36);
  const newRef = () => `desk-${setup.desk}-${id}-${(refs += 1)}`;
  const connect = wsTransport(() => {
    const { ip, port, ca, localAddress } = addressOf(setup);
    return {
      url: `wss://${ip}:${port}${HUB_PATH}`,
      origin: `https://${ip}:${port}`,
      ca,
      localAddress,
    };
  });
  const client = createHubClient({
    connect: (events) => {
      const transport = connect({
        ...events,
        onText(text) {
          heard.push(text);
          const frame = readHostFrame(text);
          if (frame?.t === 'welcome') modes.push(frame.mode);
          if (frame?.t === 'welcome') seq = frame.seq;
          else if (frame?.t === 'delta') seq = Math.max(seq, frame.upTo);
          events.onText(text);
        },
      });
      const send = (text: string) => {
        said.push(text);
        transport.send(text);
      };
      return { ...transport, send };
    },
    clock,
    token: () => Promise.resolve(token),
    clientInfo: { name: `desk ${setup.desk}`, version: '1' },
    newClientRef: newRef,
    random: createSeededRandom(setup.seed + setup.desk).next,
  });
  client.start();
  return { client, heard, said, modes, seq: () => seq, newRef };
}

async function readAll(client: HubClient): Promise<void> {
  for (const view of conversationViewSchema.options) {
    do await client.loadView(view);
    while (client.replica.view(view).hasMore);
  }
}

function addressOf({ ca, address }: ScreenSetup) {
  return { ip: HOST, port: HUB_PORT, ca, localAddress: address } satisfies HostAddress;
}
