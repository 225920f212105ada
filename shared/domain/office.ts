import { z } from 'zod';
import { mediaHashSchema } from './ids.ts';
import { settingsSchema } from './settings.ts';
import type { Settings } from './settings.ts';

const { formats, notifications, ownership, presence, reports, sessions, visibility, waiting } =
  settingsSchema.shape;

/** What an office shows of itself, before anybody signs in too. */
export const officeIdentitySchema = z.object({
  name: z.string(),
  /** Of its logo, at `/api/logo`; null: it has none. */
  logo: mediaHashSchema.nullable(),
});
export type OfficeIdentity = Readonly<z.infer<typeof officeIdentitySchema>>;
export const NO_IDENTITY: OfficeIdentity = { name: '', logo: null };

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
  identity: officeIdentitySchema.default(NO_IDENTITY),
});
export type Office = Readonly<z.infer<typeof officeSchema>>;

/** What screens get to see of the settings. */
export function officeFrom(settings: Settings, logo: OfficeIdentity['logo']): Office {
  const identity = { name: settings.office.name, logo };
  // The schema drops everything else.
  return officeSchema.parse({ ...settings, identity });
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
