import { t } from '#renderer/i18n/index.ts';
import type { OpenNow } from '#shared/domain/hours/now.ts';
import { beginsText, endsText } from './open-text.ts';

/** Whether it is within somebody's hours, and until when: "working until 18:00". */
export function workingText({ isOpen, until }: OpenNow, now: number, timeZone: string): string {
  const text = t.hours.person;
  if (isOpen) return until === null ? text.working : text.until(endsText(until, now, timeZone));
  return until === null ? text.off : text.back(beginsText(until, now, timeZone));
}
