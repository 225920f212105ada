import type { OwnStatusId } from '#shared/domain/ids.ts';
import { MOST_OWN_STATUSES } from '#shared/domain/own-statuses.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandlers } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import { changedMeanwhile, joined } from './changed-meanwhile.ts';
import { refusalOf } from './label-commands.ts';
import { nextLabelId } from './next-label-id.ts';

type OwnStatusHandlers = Pick<CommandHandlers, 'own-status.save' | 'own-status.remove'>;

/** What becomes of people who have one that is changed is for `presence` to say, in the same unit. */
export function ownStatusHandlers(ledger: Ledger): OwnStatusHandlers {
  return {
    'own-status.save': ({ ownStatus: wanted, seen }, caller) =>
      ledger.write(({ tx, record }) => {
        const { ownStatuses } = tx.labels.get();
        const before = ownStatuses.find(({ id }) => id === wanted.id) ?? null;
        const whole = { ...wanted, id: wanted.id ?? (nextLabelId(ownStatuses) as OwnStatusId) };
        const join = joined(before, seen, whole);
        if (!join.isOk) return changedMeanwhile(tx, 'own-status', before ?? whole, join.differs);
        const ownStatus = join.value;
        const refusal = refusalOf(ownStatuses, wanted.id === null ? wanted : ownStatus);
        if (refusal !== null) return refusal;
        const others = ownStatuses.filter(({ id, isRetired }) => id !== ownStatus.id && !isRetired);
        if (!ownStatus.isRetired && others.length >= MOST_OWN_STATUSES) {
          return fail('too-many', `There is room for ${MOST_OWN_STATUSES} statuses.`);
        }
        record({ kind: 'own-status.saved', ownStatus, before }, caller.id);
        return ok({ ownStatus });
      }),

    'own-status.remove': ({ ownStatusId }, caller) =>
      ledger.write(({ tx, record }) => {
        const ownStatus = tx.labels.get().ownStatuses.find(({ id }) => id === ownStatusId);
        if (ownStatus === undefined) return ok({});
        const isUsed = tx.presence.all().some(({ own }) => own?.id === ownStatusId);
        if (isUsed) return fail('in-use', 'Somebody has this status. Retire it instead.');
        record({ kind: 'own-status.removed', ownStatus }, caller.id);
        return ok({});
      }),
  };
}
