import type { Contact } from '#shared/domain/contact.ts';
import type { BotContext } from '#shared/domain/bot/run.ts';
import type { TagId } from '#shared/domain/ids.ts';
import type { OfficeHours } from '../hours/office-hours.ts';
import type { WeekOfOffice } from '#shared/domain/bot/week-of-office.ts';

/** What the chatbot asks about the office's hours. */
export type BotsHours = Pick<OfficeHours, 'isOpenAt' | 'nextChange' | 'closedSince' | 'on'>;

interface World {
  readonly now: number;
  readonly hours: BotsHours;
  readonly week: WeekOfOffice;
  readonly office: string;
}

/** What the engine has to know to talk with this contact now. */
export function contextOf(
  { names, phone }: Contact,
  tags: readonly TagId[],
  { now, hours, week, office }: World,
): BotContext {
  return {
    now,
    contactName: names.ours ?? names.saved ?? names.whatsapp,
    phone,
    office,
    hours: {
      ...week,
      isOpen: hours.isOpenAt(now, tags),
      opensAt: opensAt(hours, now, tags),
    },
  };
}

function opensAt(hours: BotsHours, now: number, tags: readonly TagId[]): number | null {
  const next = hours.nextChange(now, tags);
  if (next === null || next.isOpen) return next?.at ?? null;
  const after = hours.nextChange(next.at, tags);
  return after?.isOpen === true ? after.at : null;
}
