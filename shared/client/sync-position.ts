import type { Seq } from '../domain/ids.ts';
import type { DeltaFrame, ResumePoint, WelcomeFrame } from '../protocol/frames.ts';
import type { ClientClock } from './clock.ts';

const ACK_WITHIN_MS = 250;
const ACK_EVERY_ENTRIES = 50;

/** Where this client is in the host's journal, and when it tells the host so. */
export class SyncPosition {
  readonly #clock: ClientClock;
  readonly #acknowledge: (seq: Seq) => void;
  #point: ResumePoint | null = null;
  #unsaid = 0;
  #cancelTimer: (() => void) | null = null;

  constructor(clock: ClientClock, acknowledge: (seq: Seq) => void) {
    this.#clock = clock;
    this.#acknowledge = acknowledge;
  }

  get point(): ResumePoint | null {
    return this.#point;
  }

  /** False: the host resumes from somewhere else than where this client is. */
  welcome({ mode, journalId, seq }: WelcomeFrame): boolean {
    const point = this.#point;
    if (mode === 'resumed' && (point?.journalId !== journalId || point.seq !== seq)) return false;
    this.#point = { journalId, seq };
    return true;
  }

  /** `repeated`: already applied; `gap`: something before it is missing. */
  place(frame: DeltaFrame): 'next' | 'repeated' | 'gap' {
    if (!this.#point) return 'gap';
    if (frame.after === this.#point.seq && frame.upTo >= frame.after) return 'next';
    return frame.upTo <= this.#point.seq ? 'repeated' : 'gap';
  }

  applied(frame: DeltaFrame): void {
    if (!this.#point) return;
    this.#point = { ...this.#point, seq: frame.upTo };
    this.#unsaid += Math.max(1, frame.entries.length);
    if (this.#unsaid >= ACK_EVERY_ENTRIES) this.#say();
    else this.#cancelTimer ??= this.#clock.after(ACK_WITHIN_MS, () => this.#say());
  }

  /** The connection is gone: the next hello says the position. */
  lost(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#unsaid = 0;
  }

  forget(): void {
    this.lost();
    this.#point = null;
  }

  #say(): void {
    this.lost();
    if (this.#point) this.#acknowledge(this.#point.seq);
  }
}
