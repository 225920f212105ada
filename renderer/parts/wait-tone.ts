const MINUTE_MS = 60_000;

export type WaitTone = 'calm' | 'amber' | 'red';

/** How urgent a wait is, by the office's settings; `waited` in milliseconds. */
export function waitTone(
  waited: number,
  { amberMinutes, redMinutes }: { readonly amberMinutes: number; readonly redMinutes: number },
): WaitTone {
  if (waited > redMinutes * MINUTE_MS) return 'red';
  return waited > amberMinutes * MINUTE_MS ? 'amber' : 'calm';
}
