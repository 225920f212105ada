import type { Seq } from '#shared/domain/ids.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Pictures } from '../ports/system.ts';
import type { Reads } from '../ports/reads.ts';

/** What every screen shows of the office's own. */
export function saveLogoHandler(ledger: Ledger, pictures: Pictures): CommandHandler<'logo.save'> {
  return async ({ data, seen }, caller) => {
    const after = data === null ? null : pictures.logo(data);
    if (data !== null && after === null) {
      return fail('not-valid', 'A logo is a PNG of at most 480 pixels on its longer side.');
    }
    return ledger.write(({ tx, record }) => {
      const before = tx.logo.get();
      const isSame = before?.hash === after?.hash;
      if (!isSame && (before?.hash ?? null) !== seen) {
        const message = 'Somebody has chosen another logo meanwhile.';
        return fail('changed', message, { logo: before?.hash ?? null, byId: chosenBy(tx) });
      }
      if (!isSame) record({ kind: 'logo.changed', before, after }, caller.id);
      return ok({ before, after: after?.hash ?? null });
    });
  };
}

export function getLogoHandler(ledger: Ledger): CommandHandler<'logo.get'> {
  return () => Promise.resolve(ok({ logo: ledger.read.logo.get() }));
}

function chosenBy({ journal }: Reads) {
  return journal.ofKinds(['logo.changed'], 0 as Seq, journal.head()).at(-1)?.by ?? null;
}
