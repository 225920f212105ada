import { GatewayError } from '#main/core/ports/gateway.ts';
import { CALL_LIMITS } from '../limits.ts';
import { awaitDownload, beginDownload, dropFile, readPiece } from '../page/download.ts';
import type { CallHandlers } from '../protocol.ts';
import type { Session } from './session.ts';

/** Shorter than the browser protocol's own limit for one call. */
const SLICE_MS = 20_000;
const PIECE_BYTES = 4 * 1024 * 1024;

/** Files come out of the page in pieces: no large one is ever whole outside of it. */
export function createFileHandlers(
  session: Session,
): Pick<CallHandlers, 'openMedia' | 'readMedia' | 'closeMedia'> {
  let lastId = 0;
  return {
    async openMedia({ key }) {
      lastId += 1;
      const id = lastId;
      const { page } = session;
      await page.evaluate(beginDownload, { key, id });
      const deadline = Date.now() + CALL_LIMITS.openMedia - SLICE_MS;
      while (Date.now() < deadline) {
        const outcome = await page.evaluate(awaitDownload, { id, ms: SLICE_MS });
        if (outcome === 'running') continue;
        if (outcome.result === 'ready') {
          const { bytes, mime, fileName } = outcome;
          return { id, size: bytes, mime, fileName };
        }
        if (outcome.result === 'gone') {
          throw new GatewayError('media-unavailable', 'WhatsApp does not have this file any more.');
        }
        const why = outcome.result === 'failed' ? outcome.why : 'The phone is being asked for it.';
        throw new GatewayError('failed', why);
      }
      await page.evaluate(dropFile, { id });
      throw new GatewayError('timeout', 'WhatsApp Web took too long to fetch the file.');
    },

    async readMedia({ id, offset }) {
      const piece = await session.page.evaluate(readPiece, { id, offset, length: PIECE_BYTES });
      if (piece === null) throw new GatewayError('failed', 'The page lost the file.');
      // A copy of its own: the memory is handed to the other thread.
      return { bytes: new Uint8Array(Buffer.from(piece, 'base64')) };
    },

    closeMedia: async ({ id }) => {
      await session.page.evaluate(dropFile, { id });
      return {};
    },
  };
}
