import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** How often the same may be tried, by a key such as an address. */
export interface Attempts {
  /** Null: go on. Otherwise the seconds to wait. */
  take(key: string): Promise<number | null>;
  /** The last attempt was a good one and does not count. */
  giveBack(key: string): Promise<void>;
  /** None of the attempts so far count. */
  forget(key: string): Promise<void>;
}

export function createAttempts(points: number, windowMs: number): Attempts {
  const limiter = new RateLimiterMemory({ points, duration: windowMs / 1000 });
  return {
    async take(key) {
      try {
        await limiter.consume(key);
        return null;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        // A clock that was set back would otherwise make it days.
        return Math.max(1, Math.ceil(Math.min(refusal.msBeforeNext, windowMs) / 1000));
      }
    },
    giveBack: async (key) => void (await limiter.reward(key)),
    forget: async (key) => void (await limiter.delete(key)),
  };
}
