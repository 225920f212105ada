import { GatewayError } from '#main/core/ports/gateway.ts';
import type { Clock } from '#main/core/ports/system.ts';

/** The work's result, or a GatewayError `timeout` after `ms`. The work itself is not stopped. */
export function bounded<T>(clock: Clock, ms: number, what: string, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => {
      reject(new GatewayError('timeout', `${what} took longer than ${ms / 1000} s.`));
    });
    work.then(resolve, reject).finally(cancel);
  });
}
