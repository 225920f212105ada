import { hostFrameSchema } from '../protocol/frames.ts';
import type { HostFrame } from '../protocol/frames.ts';
import { fullDelta } from '../protocol/lean-delta.ts';

/** What the host said, or null when it is not a frame of this protocol. */
export function readHostFrame(text: string): HostFrame | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
    if (isDelta(data)) fullDelta(data);
  } catch {
    return null;
  }
  const parsed = hostFrameSchema.safeParse(data);
  return parsed.success ? parsed.data : null;
}

function isDelta(data: unknown): data is object {
  return typeof data === 'object' && data !== null && 't' in data && data.t === 'delta';
}
