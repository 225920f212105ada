import type { RawData } from 'ws';
import { clientFrameSchema } from '#shared/protocol/frames.ts';
import type { ClientFrame } from '#shared/protocol/frames.ts';

/** What a client said, or null when it is not a frame of this protocol. */
export function readClientFrame(data: RawData): ClientFrame | null {
  // ws hands over one Buffer unless it is told otherwise.
  if (!Buffer.isBuffer(data)) return null;
  try {
    const parsed = clientFrameSchema.safeParse(JSON.parse(data.toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
