import type { Agent } from '#shared/domain/agent.ts';
import { can } from '#shared/domain/rights.ts';
import type { Right } from '#shared/domain/rights.ts';
import { fail } from '#shared/util/result.ts';
import type { Failure } from '#shared/util/result.ts';
import type { Unit } from '../journal/ledger.ts';

const WHY = {
  'see-every-chat': 'Only supervisors and admins see every chat.',
  'take-every-chat': 'Only supervisors and admins take a chat over; ask its owner for it.',
  'delete-every-message': 'Only supervisors and admins delete what others wrote.',
  'see-deleted': 'Only supervisors and admins see what was deleted.',
  'see-every-report': 'Only supervisors and admins see the figures of others.',
  'block-contacts': 'Only supervisors and admins block contacts.',
  'write-team-replies': 'Only supervisors and admins change the quick replies of the team.',
  'change-settings': 'Only admins see and change the settings of the office.',
  'manage-people': 'Only admins manage people.',
  'manage-number': 'Only admins see to the number.',
  'make-backups': 'Only admins see to backups.',
  'see-audit-log': 'Only admins see the audit log.',
  'is-given-chats': 'Chats are shared out among agents.',
} satisfies Record<Right, string>;

export function forbidden(right: Right): Failure<'forbidden'> {
  return fail('forbidden', WHY[right]);
}

/** Somebody else may have taken the right away while the command was on its way. */
export function canStill({ tx }: Unit, { id }: Agent, right: Right): boolean {
  const now = tx.agents.get(id);
  return now !== null && !now.isDeactivated && can(now.role, right);
}
