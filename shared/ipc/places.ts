import { z } from 'zod';

/**
 * A place of the admin's part, which has a window of its own on the desktop, as the fragment of an
 * address: `#/settings/backups`.
 */
export const settingsPlaceSchema = z
  .string()
  .max(64)
  .regex(
    /^#\/(?:team|number|settings(?:\/[a-z-]{1,30})?|(?:chatbot|automation)(?:\/(?:new|[1-9][0-9]{0,14}))?)$/,
  );

/** A place of the main window: `#/inbox/12`. */
export const mainPlaceSchema = z
  .string()
  .max(64)
  .regex(/^#\/(?:inbox(?:\/[1-9][0-9]{0,14}){0,2}|reports\/[a-z-]{1,30}(?:\/[1-9][0-9]{0,14})?)$/);
