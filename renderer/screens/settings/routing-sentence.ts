import { t } from '#renderer/i18n/index.ts';
import type { Settings } from '#shared/domain/settings.ts';

type Rules = Pick<Settings, 'routing' | 'ownership'>;

/** What the settings come to, in the order in which the host goes through them. */
export function routingSentence({ routing, ownership }: Rules): string {
  const text = t.routing.inShort;
  const { mode, lastOwnerDays, capacity, includesAdmins, withoutSkill, skillMinutes } = routing;
  const parts = [text.newChat];
  if (lastOwnerDays > 0) parts.push(text.lastOwner(lastOwnerDays));
  if (mode === 'manual') parts.push(text.waits);
  else {
    parts.push(text.mode[mode], text.capacity(capacity), text.admins(includesAdmins));
    parts.push(text.elseWaits, text.skill, text.withoutSkill[withoutSkill](skillMinutes));
  }
  if (lastOwnerDays > 0 || mode !== 'manual') parts.push(text.hours);
  const { answerWithinMinutes: within, answerWarnMinutes: warn } = ownership;
  if (within > 0) parts.push(text.unanswered(within, Math.min(warn, within)));
  return parts.join(' ');
}
