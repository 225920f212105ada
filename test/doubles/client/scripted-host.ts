import { NO_COUNTS } from '#shared/domain/conversation.ts';
import { NO_LABELS } from '#shared/domain/labels.ts';
import { NO_COVERAGE } from '#shared/domain/coverage.ts';
import { NO_HOURS } from '#shared/domain/hours/now.ts';
import { STANDARD_OFFICE } from '#shared/domain/office.ts';
import { createHubClient } from '#shared/client/hub-client.ts';
import type { HubClientOptions } from '#shared/client/hub-client.ts';
import type { HubClient, TransportEvents } from '#shared/client/types.ts';
import { clientFrameSchema } from '#shared/protocol/frames.ts';
import type { ClientFrame, CommandFrame, HelloFrame } from '#shared/protocol/frames.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { anAgent } from './builders.ts';

/** One connection as the host's side of it sees it. */
export interface HostEnd {
  readonly frames: readonly ClientFrame[];
  readonly isClosed: boolean;
  open(): void;
  say(frame: object): void;
  drop(): void;
}

export const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A host that says only what the test tells it to, and the client that talks to it. */
export class ScriptedHost {
  readonly clock = new ManualClock();
  readonly ends: HostEnd[] = [];
  readonly client: HubClient;
  #refs = 0;

  constructor(options: Partial<HubClientOptions> = {}) {
    this.client = createHubClient({
      connect: (events) => this.#connect(events),
      clock: this.clock,
      token: () => Promise.resolve('token-1'),
      clientInfo: { name: 'test', version: '1.0.0' },
      newClientRef: () => `reply-ref-${++this.#refs}`,
      random: () => 0,
      ...options,
    });
  }

  get end(): HostEnd {
    const end = this.ends.at(-1);
    if (!end) throw new Error('The client has not connected.');
    return end;
  }

  get hello(): HelloFrame | undefined {
    return this.end.frames.find((frame) => frame.t === 'hello');
  }

  commands(name?: string): CommandFrame[] {
    const commands = this.end.frames.filter((frame) => frame.t === 'command');
    return commands.filter((frame) => name === undefined || frame.name === name);
  }

  /** Waits for the next attempt, opens it and welcomes the client. */
  async welcome(more: object = {}): Promise<void> {
    this.client.start();
    if (this.client.status.name === 'offline') {
      await this.clock.advance(this.client.status.retryAt - this.clock.now());
    }
    await settled();
    this.end.open();
    this.end.say({
      t: 'welcome',
      v: 1,
      mode: 'snapshot',
      journalId: 'journal-1',
      seq: 0,
      me: anAgent(1),
      agents: [anAgent(1), anAgent(2)],
      counts: NO_COUNTS,
      number: { name: 'stopped' },
      coverage: NO_COVERAGE,
      labels: NO_LABELS,
      trouble: null,
      presence: [],
      answering: [],
      drafts: [],
      office: STANDARD_OFFICE,
      hours: NO_HOURS,
      host: { version: '1.0.0', time: this.clock.now() },
      ...more,
    });
    await settled();
  }

  delta(after: number, upTo: number, more: object = {}): void {
    const frame = { t: 'delta', after, upTo, entries: [], conversations: [], counts: NO_COUNTS };
    this.end.say({ ...frame, ...more });
  }

  /** Answers the newest command of that name. */
  async answer(name: string, value: object): Promise<void> {
    const id = this.commands(name).at(-1)?.id;
    this.end.say({ t: 'result', id, ok: true, value });
    await settled();
  }

  async refuse(name: string, code: string, details: object = {}): Promise<void> {
    const id = this.commands(name).at(-1)?.id;
    this.end.say({ t: 'result', id, ok: false, code, message: 'Refused.', details });
    await settled();
  }

  #connect(events: TransportEvents) {
    const frames: ClientFrame[] = [];
    let isClosed = false;
    this.ends.push({
      frames,
      get isClosed() {
        return isClosed;
      },
      open: () => events.onOpen(),
      say: (frame) => events.onText(JSON.stringify(frame)),
      drop: () => events.onClose(),
    });
    return {
      send: (text: string) => void frames.push(clientFrameSchema.parse(JSON.parse(text))),
      close: () => void (isClosed = true),
    };
  }
}

export { NO_COUNTS };
