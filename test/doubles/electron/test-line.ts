import type { DoubleEvent, DoubleRequest } from './control.ts';

/** Tells the test that started this program, if one did. */
export function tellTest(event: DoubleEvent): void {
  process.send?.(event, undefined, undefined, () => undefined);
}

export function onTestRequest(listener: (request: DoubleRequest) => void): void {
  process.on('message', listener);
  // The line alone keeps no program running.
  process.channel?.unref();
}
