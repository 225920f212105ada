import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandlers } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import { auditPage } from './audit-page.ts';
import type { Verification } from './verification.ts';

type AuditHandlers = Pick<
  CommandHandlers,
  'audit.list' | 'audit.export' | 'audit.verify' | 'audit.verification' | 'audit.note-file'
>;

/** The audit log, for admins. */
export function auditHandlers(ledger: Ledger, verification: Verification): AuditHandlers {
  return {
    'audit.list': ({ filter, before, limit }) =>
      Promise.resolve(ok(auditPage(ledger.read, filter, before, limit))),

    'audit.export': async ({ filter, before, limit }, caller) => {
      if (before === null) {
        await ledger.write(({ record }) =>
          record({ kind: 'file.exported', file: 'audit-log', name: '' }, caller.id),
        );
      }
      return ok(auditPage(ledger.read, filter, before, limit));
    },

    'audit.verify': ({ kept }, caller) => {
      const hasBegun = verification.start(kept, caller.id);
      return Promise.resolve(
        hasBegun ? ok({}) : fail('not-now', 'The log is being verified already.'),
      );
    },

    'audit.verification': () => Promise.resolve(ok(verification.state())),

    'audit.note-file': async ({ what, file, name }, caller) => {
      await ledger.write(({ record }) => record({ kind: `file.${what}`, file, name }, caller.id));
      return ok({});
    },
  };
}
