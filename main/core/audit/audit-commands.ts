import type { Agent } from '#shared/domain/agent.ts';
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
    'audit.list': ({ filter, before, limit }, caller) =>
      Promise.resolve(
        isAdmin(caller) ? ok(auditPage(ledger.read, filter, before, limit)) : forbidden(),
      ),

    'audit.export': async ({ filter, before, limit }, caller) => {
      if (!isAdmin(caller)) return forbidden();
      if (before === null) {
        await ledger.write(({ record }) =>
          record({ kind: 'file.exported', file: 'audit-log', name: '' }, caller.id),
        );
      }
      return ok(auditPage(ledger.read, filter, before, limit));
    },

    'audit.verify': ({ kept }, caller) => {
      if (!isAdmin(caller)) return Promise.resolve(forbidden());
      const hasBegun = verification.start(kept, caller.id);
      return Promise.resolve(
        hasBegun ? ok({}) : fail('not-now', 'The log is being verified already.'),
      );
    },

    'audit.verification': (_, caller) =>
      Promise.resolve(isAdmin(caller) ? ok(verification.state()) : forbidden()),

    'audit.note-file': async ({ what, file, name }, caller) => {
      if (!isAdmin(caller)) return forbidden();
      await ledger.write(({ record }) => record({ kind: `file.${what}`, file, name }, caller.id));
      return ok({});
    },
  };
}

function isAdmin({ role }: Agent): boolean {
  return role === 'admin';
}

function forbidden() {
  return fail('forbidden', 'Only admins see the audit log.');
}
