/** Wall clock and timers, handed in by whoever makes the client. */
export interface ClientClock {
  /** Unix time in milliseconds. */
  now(): number;
  /** Milliseconds since some moment in the past, whatever the clock is set to. */
  elapsed(): number;
  /** Calls back once after `ms`; the returned function cancels it. */
  after(ms: number, callback: () => void): () => void;
}
