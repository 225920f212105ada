import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';
import { IN_SIGHT, sightValues } from './in-sight.ts';
import type { SightValues } from './in-sight.ts';

export function pictureReads(connection: Prepares): Reads['pictures'] {
  const lookedAt = connection.prepare<[WaAddress], { at: number }>(
    'pictures.lookedAt',
    'SELECT at FROM contact_picture_looks WHERE address = ?',
  );
  const looksSince = connection.prepare<[number], { looks: number }>(
    'pictures.looksSince',
    'SELECT count(*) AS looks FROM contact_picture_looks WHERE at >= ?',
  );
  const known = connection.prepare<[string], { found: 1 }>(
    'pictures.isKnown',
    'SELECT 1 AS found FROM contacts WHERE picture = ? LIMIT 1',
  );
  const seen = connection.prepare<[string, ...SightValues], { found: 1 }>(
    'pictures.isKnown.seen',
    `SELECT 1 AS found FROM contacts AS p JOIN conversations AS c ON c.contact_id = p.id
     WHERE p.picture = ? AND ${IN_SIGHT} LIMIT 1`,
  );
  return {
    lookedAt: (address) => lookedAt.get(address)?.at ?? null,
    looksSince: (at) => looksSince.get(at)?.looks ?? 0,
    isKnown: (hash, by) =>
      (by === undefined ? known.get(hash) : seen.get(hash, ...sightValues(by))) !== undefined,
  };
}

export function pictureWrites(connection: Prepares): Pick<Tx['state'], 'putPictureLook'> {
  const put = connection.prepare<[WaAddress, number], never>(
    'pictures.putLook',
    `INSERT INTO contact_picture_looks (address, at) VALUES (?, ?)
     ON CONFLICT (address) DO UPDATE SET at = excluded.at`,
  );
  return { putPictureLook: (address, at) => void put.run(address, at) };
}
