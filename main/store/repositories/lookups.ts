import type { LookupSubject, Reads, Tx } from '#main/core/ports/store.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';

export function lookupReads(connection: Prepares): Reads['lookups'] {
  const askedAt = connection.prepare<[WaAddress, LookupSubject], { at: number }>(
    'lookups.askedAt',
    'SELECT at FROM contact_lookups WHERE address = ? AND about = ?',
  );
  const countSince = connection.prepare<[LookupSubject, number], { n: number }>(
    'lookups.countSince',
    'SELECT count(*) AS n FROM contact_lookups WHERE about = ? AND at >= ?',
  );
  return {
    askedAt: (address, about) => askedAt.get(address, about)?.at ?? null,
    countSince: (at, about) => countSince.get(about, at)?.n ?? 0,
  };
}

export function lookupWrites(connection: Prepares): Pick<Tx, 'noteLookup'> {
  const note = connection.prepare<[WaAddress, LookupSubject, number], never>(
    'lookups.note',
    `INSERT INTO contact_lookups (address, about, at) VALUES (?, ?, ?)
     ON CONFLICT (address, about) DO UPDATE SET at = excluded.at`,
  );
  return { noteLookup: (address, about, at) => void note.run(address, about, at) };
}
