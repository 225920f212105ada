import { hostFrameSchema } from '../protocol/frames.ts';
import type { HostFrame } from '../protocol/frames.ts';

/** What the host said, or null when it is not a frame of this protocol. */
export function readHostFrame(text: string): HostFrame | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = hostFrameSchema.safeParse(data);
  return parsed.success ? parsed.data : null;
}
