import type { Delta } from '#main/core/api.ts';
import type { HostFrame } from '#shared/protocol/frames.ts';
import { leanDelta } from '#shared/protocol/lean-delta.ts';

export type OutgoingFrame = Exclude<HostFrame, { t: 'delta' }> | ({ readonly t: 'delta' } & Delta);

/** A frame as it goes over the wire. Ours by type, so not checked by schema again. */
export function encodeFrame(frame: OutgoingFrame): Buffer {
  return Buffer.from(JSON.stringify(frame.t === 'delta' ? leanDelta(frame) : frame));
}
