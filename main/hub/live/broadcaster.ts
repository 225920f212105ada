import type { Core, Delta, DraftChange, Screen } from '#main/core/api.ts';
import type { Clock } from '#main/core/ports/system.ts';
import { roleSchema } from '#shared/domain/agent.ts';
import type { HostFrame } from '#shared/protocol/frames.ts';
import type { Role } from '#shared/domain/agent.ts';
import type { Answering } from '#shared/domain/presence.ts';
import type { AgentId, Seq } from '#shared/domain/ids.ts';
import { joinDeltas } from './delta-frames.ts';
import { encodeFrame } from './host-frames.ts';

/** A session that is told what changes. */
export interface Receiver {
  readonly role: Role;
  /** Null before its welcome. */
  readonly caller: { readonly agent: { readonly id: AgentId }; readonly screen: Screen } | null;
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
 * for each role.
 */
export class Broadcaster {
  readonly #core: Told;
  readonly #clock: Clock;
  readonly #receivers: Readonly<Record<Role, Set<Receiver>>> = {
    agent: new Set(),
    supervisor: new Set(),
    admin: new Set(),
  };
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
    this.#receivers[receiver.role].add(receiver);
  }

  remove(receiver: Receiver): void {
    this.#receivers[receiver.role].delete(receiver);
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
    for (const role of roleSchema.options) {
      if (this.#receivers[role].size === 0) continue;
      for (const delta of deltas) this.#sendDelta(this.#core.sync.forRole(delta, role), role, now);
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

  #sendDelta(delta: Delta, role: Role, now: number): void {
    const frame = encodeFrame({ t: 'delta', ...delta });
    for (const receiver of this.#receivers[role]) {
      receiver.sendDelta(frame, delta.upTo, delta.entries.length, now);
    }
  }

  /** The end of an answer is not shown before the answer itself. */
  #sendAnswering(answering: Answering): void {
    this.flush();
    this.#send({ t: 'answering', ...answering });
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

  #send(told: HostFrame): void {
    const frame = encodeFrame(told);
    for (const receiver of this.#everybody()) receiver.sendFrame(frame);
  }

  #everybody(): Receiver[] {
    return roleSchema.options.flatMap((role) => [...this.#receivers[role]]);
  }

  #sendNumber(): void {
    for (const role of roleSchema.options) {
      const frame = encodeFrame({ t: 'number', state: this.#core.number.stateFor(role) });
      const text = frame.toString();
      // Agents get no code, so for them nothing changes when it does.
      if (this.#lastNumber.get(role) === text) continue;
      this.#lastNumber.set(role, text);
      for (const receiver of this.#receivers[role]) receiver.sendFrame(frame);
    }
  }
}
