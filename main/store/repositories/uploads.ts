import type { Reads } from '#main/core/ports/reads.ts';
import type { StoredUpload } from '#main/core/ports/records.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { AgentId, MediaHash } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';

export function uploadReads(connection: Prepares): Reads['uploads'] {
  const byHash = connection.prepare<[MediaHash], StoredUpload>(
    'uploads.get',
    'SELECT hash, mime, bytes, agent_id AS "by", at FROM uploads WHERE hash = ?',
  );
  return { get: (hash) => byHash.get(hash) ?? null };
}

export function uploadWrites(connection: Prepares): Pick<Tx, 'putUpload'> {
  const put = connection.prepare<[MediaHash, string, number, AgentId, number], never>(
    'uploads.put',
    `INSERT INTO uploads (hash, mime, bytes, agent_id, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (hash) DO UPDATE SET
       mime = excluded.mime, bytes = excluded.bytes, agent_id = excluded.agent_id, at = excluded.at`,
  );
  return {
    putUpload: (upload) =>
      void put.run(upload.hash, upload.mime, upload.bytes, upload.by, upload.at),
  };
}
