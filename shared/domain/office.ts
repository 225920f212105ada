import { z } from 'zod';
import { settingsSchema } from './settings.ts';
import type { Settings } from './settings.ts';

const { formats, notifications, ownership, presence, reports, sessions, visibility, waiting } =
  settingsSchema.shape;

/** The settings that every screen needs, not only an admin's; each by one line. */
export const officeSchema = z.object({
  presence: presence.pick({ awayMinutes: true }),
  ownership: ownership.pick({ whenOwnerLeaves: true, requestMinutes: true }),
  waiting: waiting.pick({ amberMinutes: true, redMinutes: true }),
  sessions: sessions.pick({ lockMinutes: true }),
  reports,
  visibility,
  notifications,
  formats: formats.prefault({}),
});
export type Office = Readonly<z.infer<typeof officeSchema>>;

/** What screens get to see of the settings. */
export function officeFrom(settings: Settings): Office {
  // The schema drops everything else.
  return officeSchema.parse(settings);
}

export const STANDARD_OFFICE: Office = officeSchema.parse({
  presence: {},
  ownership: {},
  waiting: {},
  sessions: {},
  reports: {},
  visibility: {},
  notifications: {},
  formats: {},
});
