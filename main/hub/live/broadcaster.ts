import type { Core, Delta, DraftChange, Screen } from '#main/core/api.ts';
import type { Clock } from '#main/core/ports/system.ts';
import { roleSchema } from '#shared/domain/agent.ts';
import type { Agent, Role } from '#shared/domain/agent.ts';
import type { Answering } from '#shared/domain/presence.ts';
import type { Seq } from '#shared/domain/ids.ts';
import { joinDeltas } from './delta-frames.ts';
import { encodeFrame } from './host-frames.ts';
import type { OutgoingFrame } from './host-frames.ts';

/** A session that is told what changes. */
export interface Receiver {
  readonly role: Role;
  /** Null before its welcome. */
  readonly caller: { readonly agent: Agent; readonly screen: Screen } | null;
  /** `at`: when it was sent, by the elapsed time. */
  sendDelta(frame: Buffer, upTo: Seq, entries: number, at: number): void;
  sendFrame(frame: Buffer): void;
}

/**
 * The least time between two frames. A frame costs a TLS record and a system call for every
 * screen: a lone change goes out at once, a stream of them in one frame after the other.
 */
const SHORTEST_PAUSE_MS = 1;

type Told = Pick<Core, 'sync' | 'number' | 'trouble' | 'answering' | 'drafts' | 'office' | 'hours'>;

/**
 * Tells every session what changed. What was committed meanwhile goes out as one frame, made once
 * for each role, and for each agent who does not see everything.
 */
export class Broadcaster {
  readonly #core: Told;
  readonly #clock: Clock;
  /** One for each role, and one for each agent who does not see everything. */
  readonly #audiences = new Map<string, Audience>();
  readonly #audienceOf = new Map<Receiver, string>();
  readonly #lastNumber = new Map<Role, string>();
  readonly #unsubscribe: (() => void)[];
  #pending: Delta[] = [];
  #cancelScheduled: (() => void) | null = null;
  #flushedAt = 0;

  constructor(core: Told, clock: Clock) {
    this.#core = core;
    this.#clock = clock;
    this.#unsubscribe = [
      core.sync.on((delta) => this.#note(delta)),
      core.number.on(() => this.#sendNumber()),
      core.trouble.on(() => this.#send({ t: 'trouble', trouble: core.trouble.current })),
      core.office.on(() => this.#send({ t: 'office', office: core.office.current })),
      core.hours.on(() => this.#send({ t: 'hours', hours: core.hours.current })),
      core.answering.on((answering) => this.#sendAnswering(answering)),
      core.drafts.on((change) => this.#sendDraft(change)),
    ];
  }

  add(receiver: Receiver): void {
    const { role, caller } = receiver;
    const agent = caller !== null && !this.#core.sync.seesAll(caller.agent) ? caller.agent : null;
    const key = agent === null ? role : `agent ${agent.id}`;
    const audience = this.#audiences.get(key) ?? { role, agent, receivers: new Set() };
    audience.receivers.add(receiver);
    this.#audiences.set(key, audience);
    this.#audienceOf.set(receiver, key);
  }

  remove(receiver: Receiver): void {
    const key = this.#audienceOf.get(receiver);
    if (key === undefined) return;
    this.#audienceOf.delete(receiver);
    const receivers = this.#audiences.get(key)?.receivers;
    receivers?.delete(receiver);
    if (receivers?.size === 0) this.#audiences.delete(key);
  }

  /** Sends at once what is to be sent, so that what follows it is not ahead of it. */
  flush(): void {
    this.#cancelScheduled?.();
    this.#cancelScheduled = null;
    if (this.#pending.length === 0) return;
    this.#flushedAt = performance.now();
    const deltas = joinDeltas(this.#pending);
    this.#pending = [];
    const now = this.#clock.elapsed();
    for (const audience of this.#audiences.values()) {
      for (const delta of deltas) this.#sendDelta(delta, audience, now);
    }
  }

  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#cancelScheduled?.();
    this.#cancelScheduled = null;
  }

  #note(delta: Delta): void {
    this.#pending.push(delta);
    this.#cancelScheduled ??= this.#schedule();
  }

  #schedule(): () => void {
    const pause = this.#flushedAt + SHORTEST_PAUSE_MS - performance.now();
    if (pause > 0) {
      const timeout = setTimeout(() => this.flush(), pause);
      return () => clearTimeout(timeout);
    }
    const immediate = setImmediate(() => this.flush());
    return () => clearImmediate(immediate);
  }

  #sendDelta(whole: Delta, { role, agent, receivers }: Audience, now: number): void {
    const { sync, answering } = this.#core;
    const { delta, came } =
      agent === null ? { delta: sync.forRole(whole, role), came: [] } : sync.forAgent(whole, agent);
    const frame = encodeFrame({ t: 'delta', ...delta });
    for (const receiver of [...receivers]) {
      receiver.sendDelta(frame, delta.upTo, delta.entries.length, now);
    }
    if (came.length === 0) return;
    // Who was writing before it came into their sight.
    for (const one of answering.all()) {
      if (came.includes(one.conversationId)) send(receivers, { t: 'answering', ...one });
    }
  }

  /** The end of an answer is not shown before the answer itself. */
  #sendAnswering(answering: Answering): void {
    this.flush();
    for (const { agent, receivers } of this.#audiences.values()) {
      if (agent !== null && !this.#core.sync.sees(agent, answering.conversationId)) continue;
      send(receivers, { t: 'answering', ...answering });
    }
  }

  /** What moved with a merge is not told before the merge itself. */
  #sendDraft({ agentId, draft, revision, screen }: DraftChange): void {
    const own = this.#everybody().filter(
      ({ caller }) => caller?.agent.id === agentId && caller.screen !== screen,
    );
    if (own.length === 0) return;
    this.flush();
    const frame = encodeFrame({ t: 'draft', draft, revision });
    for (const receiver of own) receiver.sendFrame(frame);
  }

  #send(told: OutgoingFrame): void {
    const frame = encodeFrame(told);
    for (const receiver of this.#everybody()) receiver.sendFrame(frame);
  }

  #everybody(): Receiver[] {
    return [...this.#audienceOf.keys()];
  }

  #sendNumber(): void {
    for (const role of roleSchema.options) {
      const frame = encodeFrame({ t: 'number', state: this.#core.number.stateFor(role) });
      const text = frame.toString();
      // Agents get no code, so for them nothing changes when it does.
      if (this.#lastNumber.get(role) === text) continue;
      this.#lastNumber.set(role, text);
      for (const receiver of this.#everybody()) {
        if (receiver.role === role) receiver.sendFrame(frame);
      }
    }
  }
}

interface Audience {
  readonly role: Role;
  /** Null: all who have the role and see everything. */
  readonly agent: Agent | null;
  readonly receivers: Set<Receiver>;
}

function send(receivers: Iterable<Receiver>, told: OutgoingFrame): void {
  const frame = encodeFrame(told);
  for (const receiver of receivers) receiver.sendFrame(frame);
}
