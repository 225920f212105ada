import type { SystemContent } from '#shared/domain/content-kinds.ts';
import { phoneOf } from './person-chat.ts';
import type { RawMessage } from './raw-message.ts';

/** WhatsApp's words for what a person did not write. Of these a few say something worth a line. */
const NOTICES: ReadonlySet<string> = new Set([
  // The head of an album; its pictures are messages of their own.
  'album',
  'broadcast_notification',
  'debug',
  'e2e_notification',
  'gp2',
  'group_notification',
  'newsletter_notification',
  'notification',
  'notification_template',
  'protocol',
  'reaction',
]);

export function isNotice(raw: RawMessage): boolean {
  return NOTICES.has(raw.type) || (raw.isNotification === true && raw.type !== 'call_log');
}

/**
 * The line that a notice is worth, or null. `encrypt`, the line at the head of each new chat, and
 * what is about groups is worth none.
 */
export function systemContentOf(raw: RawMessage): SystemContent | null {
  const notice = noticeOf(raw);
  return notice === null ? null : { kind: 'system', notice };
}

function noticeOf(raw: RawMessage): SystemContent['notice'] | null {
  switch (raw.subtype) {
    case 'change_number':
    case 'modify':
      return raw.type === 'e2e_notification' ? null : numberChange(raw);
    case 'identity':
    case 'identity_change':
      return { type: 'security-code-changed' };
    case 'ephemeral_setting':
    case 'disappearing_mode':
    case 'ephemeral': {
      const seconds = raw.ephemeralDuration ?? Number(raw.templateParams?.[0] ?? Number.NaN);
      return Number.isFinite(seconds) && seconds >= 0
        ? { type: 'disappearing-timer', seconds: Math.round(seconds) }
        : null;
    }
    default:
      return null;
  }
}

function numberChange({ templateParams }: RawMessage): SystemContent['notice'] {
  const phones = (templateParams ?? []).flatMap((address) => phoneOf(address) ?? []);
  return { type: 'number-changed', phone: phones.at(-1) ?? null };
}
