import type { Agent } from '#shared/domain/agent.ts';
import type { AgentId, MediaHash, QuickReplyId } from '#shared/domain/ids.ts';
import { labelKey } from '#shared/domain/labels.ts';
import { MOST_QUICK_REPLIES, quickReplySchema } from '#shared/domain/quick-replies.ts';
import type { QuickReply } from '#shared/domain/quick-replies.ts';
import { can } from '#shared/domain/rights.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandlers } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Tx } from '../ports/store.ts';
import { changedMeanwhile, joined } from './changed-meanwhile.ts';
import { nextLabelId } from './next-label-id.ts';

type QuickReplyHandlers = Pick<CommandHandlers, 'quick-reply.save' | 'quick-reply.remove'>;

export function quickReplyHandlers(ledger: Ledger): QuickReplyHandlers {
  return {
    'quick-reply.save': ({ quickReply: asked, seen }, caller) =>
      ledger.write(({ tx, record }) => {
        const all = tx.labels.get().quickReplies;
        const before = all.find(({ id }) => id === asked.id) ?? null;
        if (asked.id !== null && before === null) {
          return fail('not-found', 'There is no such quick reply any more.');
        }
        if (!mayChange(caller, asked.ownerId) || !mayChange(caller, before?.ownerId)) {
          return forbidden();
        }
        const whole = { ...asked, id: asked.id ?? (nextLabelId(all) as QuickReplyId) };
        const join = joined(before, seen, whole, isValid);
        if (!join.isOk) {
          return changedMeanwhile(tx, 'quick-reply', before ?? whole, join.differs);
        }
        const wanted = join.value;
        const same = all.filter(
          ({ id, ownerId }) => id !== wanted.id && ownerId === wanted.ownerId,
        );
        if (same.some(({ shortcut }) => labelKey(shortcut) === labelKey(wanted.shortcut))) {
          return fail('name-taken', `There is already a quick reply /${wanted.shortcut}.`);
        }
        if (same.length >= MOST_QUICK_REPLIES) {
          return fail('too-many', `There is room for ${MOST_QUICK_REPLIES} quick replies.`);
        }
        const isKept = all.some(({ file }) => file?.hash === wanted.file?.hash);
        if (wanted.file !== null && !isKept && !mayAttach(tx, caller, wanted.file.hash)) {
          return fail('media-missing', 'The file is no longer there; attach it again.');
        }
        record({ kind: 'quick-reply.saved', quickReply: wanted, before }, caller.id);
        return ok({ quickReply: wanted });
      }),

    'quick-reply.remove': ({ quickReplyId }, caller) =>
      ledger.write(({ tx, record }) => {
        const before = tx.labels.get().quickReplies.find(({ id }) => id === quickReplyId);
        if (before === undefined) return ok({});
        if (!mayChange(caller, before.ownerId)) return forbidden();
        record({ kind: 'quick-reply.removed', quickReplyId, before }, caller.id);
        return ok({});
      }),
  };
}

function isValid(quickReply: QuickReply): boolean {
  return quickReplySchema.safeParse(quickReply).success;
}

/**
 * Everybody gets the file of a quick reply: knowing the hash of one that was taken back, or that is in
 * a chat out of sight, must not open it.
 */
function mayAttach({ uploads }: Tx, { id, role }: Agent, hash: MediaHash): boolean {
  const upload = uploads.get(hash);
  return upload !== null && (upload.by === id || can(role, 'see-deleted'));
}

/** One's own are one's own. Undefined: there is nothing to change. */
function mayChange({ id, role }: Agent, ownerId: AgentId | null | undefined): boolean {
  if (ownerId === undefined) return true;
  return ownerId === null ? can(role, 'write-team-replies') : ownerId === id;
}

function forbidden() {
  return fail(
    'forbidden',
    'The quick replies of the team are changed by supervisors and admins, others by whose they are.',
  );
}
