import { GatewayError } from '#main/core/ports/gateway.ts';
import type { FetchedMedia } from '#main/core/ports/gateway.ts';
import type { WaMessageKey } from '#shared/domain/ids.ts';
import type { CallName, CallParams, CallResult } from './protocol.ts';

type Call = <N extends CallName>(name: N, params: CallParams<N>) => Promise<CallResult<N>>;

/** A file as a stream: each piece is asked for when the one before it has been written. */
export async function fetchInPieces(call: Call, key: WaMessageKey): Promise<FetchedMedia> {
  const { id, size, mime, fileName } = await call('openMedia', { key });
  return { mime, fileName: fileName || null, bytes: pieces(call, id, size) };
}

async function* pieces(call: Call, id: number, size: number): AsyncGenerator<Uint8Array> {
  try {
    for (let offset = 0; offset < size;) {
      const { bytes } = await call('readMedia', { id, offset });
      if (bytes.byteLength === 0) throw new GatewayError('failed', 'The file ended too early.');
      offset += bytes.byteLength;
      yield bytes;
    }
  } finally {
    // A session that ended has no file any more.
    await call('closeMedia', { id }).catch(() => undefined);
  }
}
