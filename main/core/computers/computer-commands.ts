import { RESTORE_WITHIN_MS } from '#shared/domain/computer.ts';
import type { ComputerId } from '#shared/domain/ids.ts';
import type { SessionEnd } from '#shared/domain/session.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure } from '#shared/util/result.ts';
import { canStill, forbidden } from '../accounts/forbidden.ts';
import { endSessionsOn } from '../accounts/access.ts';
import type { AnnounceEnded } from '../accounts/access.ts';
import type { CommandHandlers } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Clock } from '../ports/system.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly announce: AnnounceEnded;
  readonly isHere: (id: ComputerId) => boolean;
}

type Handled = 'computer.list' | 'computer.rename' | 'computer.revoke' | 'computer.restore';

const REVOKED: SessionEnd = { why: 'computer-revoked' };

/** What admins see of the paired PCs and do with them. */
export function computerHandlers({
  ledger,
  clock,
  announce,
  isHere,
}: Needs): Pick<CommandHandlers, Handled> {
  const { read } = ledger;
  return {
    'computer.list': (_params, _caller, screen) => {
      const own = screen && read.sessions.byTokenHash(screen.digest);
      const computers = read.computers.all().map((computer) => ({
        ...computer,
        isHere: isHere(computer.id),
        isThisOne: own?.computerId === computer.id,
        users: read.computers.users(computer.id),
      }));
      return Promise.resolve(ok({ computers }));
    },

    'computer.rename': ({ computerId, name, before: seen }, caller) =>
      ledger.write((unit) => {
        if (!canStill(unit, caller, 'manage-people')) return forbidden('manage-people');
        const computer = unit.tx.computers.get(computerId);
        if (computer === null) return noComputer();
        const before = computer.name;
        if (before === name) return ok({});
        if (before !== seen) {
          return fail('changed', 'Somebody has renamed it meanwhile.', { name: before });
        }
        const isTaken = unit.tx.computers
          .all()
          .some(
            (other) =>
              other.id !== computerId &&
              other.name.toLocaleLowerCase() === name.toLocaleLowerCase(),
          );
        if (isTaken) return fail('name-taken', 'Another computer has this name already.');
        unit.record({ kind: 'computer.renamed', computerId, name, before }, caller.id);
        return ok({});
      }),

    'computer.revoke': async ({ computerId }, caller) => {
      let ended: ReturnType<typeof endSessionsOn> = [];
      const outcome = await ledger.write((unit) => {
        ended = [];
        if (!canStill(unit, caller, 'manage-people')) return forbidden('manage-people');
        const computer = unit.tx.computers.get(computerId);
        if (computer === null) return noComputer();
        if (computer.revokedAt !== null) return ok({ count: 0 });
        const on = unit.tx.sessions.all().filter((session) => session.computerId === computerId);
        ended = endSessionsOn(unit, REVOKED, clock.now(), on);
        const { name } = computer;
        const count = ended.length;
        unit.record({ kind: 'computer.revoked', computerId, name, count }, caller.id);
        return ok({ count });
      });
      for (const { agentId, digest } of ended) announce(agentId, [digest], REVOKED);
      return outcome;
    },

    'computer.restore': ({ computerId }, caller) =>
      ledger.write((unit) => {
        if (!canStill(unit, caller, 'manage-people')) return forbidden('manage-people');
        const computer = unit.tx.computers.get(computerId);
        if (computer === null) return noComputer();
        const { revokedAt, name } = computer;
        if (revokedAt === null) return ok({});
        if (Math.abs(clock.now() - revokedAt) > RESTORE_WITHIN_MS) {
          return fail('too-late', 'It was revoked more than a minute ago; pair it again.');
        }
        unit.record({ kind: 'computer.restored', computerId, name }, caller.id);
        return ok({});
      }),
  };
}

function noComputer(): Failure<'not-found'> {
  return fail('not-found', 'There is no such computer.');
}
