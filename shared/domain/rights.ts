import type { Role } from './agent.ts';

/**
 * What not everybody may do, and who may. Host and screens ask `can`; nothing compares roles. What
 * is one's own (a chat, a message, a quick reply, a figure) needs none of these.
 */
const rolesWith = {
  /** Whatever the office lets agents see. */
  'see-every-chat': ['supervisor', 'admin'],
  /** Take over, pass on and merge the chats of others; decide about their unsure answers. */
  'take-every-chat': ['supervisor', 'admin'],
  /** Messages and notes of others, for everyone. */
  'delete-every-message': ['supervisor', 'admin'],
  /** What a message said before it was taken back. */
  'see-deleted': ['supervisor', 'admin'],
  'see-every-report': ['supervisor', 'admin'],
  'block-contacts': ['supervisor', 'admin'],
  'write-team-replies': ['supervisor', 'admin'],
  /** Office, hours, sharing out, chatbot, rules, and what everybody chooses from. */
  'change-settings': ['admin'],
  'manage-people': ['admin'],
  /** The link to WhatsApp, with the codes that make one. */
  'manage-number': ['admin'],
  'make-backups': ['admin'],
  'see-audit-log': ['admin'],
  /** Chats are shared out to them without the office having to choose so. */
  'is-given-chats': ['agent'],
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof rolesWith;

export function can(role: Role, right: Right): boolean {
  return (rolesWith[right] as readonly Role[]).includes(role);
}
