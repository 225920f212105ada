import { z } from 'zod';
import { mediaHashSchema, seqSchema } from '../../domain/ids.ts';
import { logoDataSchema, logoSchema } from '../../domain/logo.ts';
import { settingsSchema, settingValueSchema } from '../../domain/settings.ts';
import { settingsFileSchema } from '../../domain/settings-file.ts';
import { defineCommand } from '../command.ts';

export const settingsCommands = {
  /** Admins only. Everything in force, as of the journal's position `upTo`. */
  'settings.get': defineCommand({
    params: z.object({}),
    result: z.object({ settings: settingsSchema, upTo: seqSchema }),
    failures: [],
    repeatable: true,
    needs: 'change-settings',
  }),

  /**
   * Admins only. `name` is `section.setting`. In force at once; other admins' screens hear of it by
   * a `settings.changed` entry. `not-valid`: the message says what the setting takes, and `problem`
   * what is wrong. `before`: what the admin saw; when it is something else by now, the answer is
   * `changed` with that `value` and `byId` who chose it (null: nobody knows).
   */
  'settings.change': defineCommand({
    params: z.object({
      name: z.string().max(100),
      value: settingValueSchema,
      before: settingValueSchema.optional(),
    }),
    result: z.object({ before: settingValueSchema, after: settingValueSchema }),
    failures: ['unknown-setting', 'not-valid', 'changed'],
    repeatable: true,
    needs: 'change-settings',
  }),

  /** Admins only. The logo with its bytes; everybody else gets those at `/api/logo`. */
  'logo.get': defineCommand({
    params: z.object({}),
    result: z.object({ logo: logoSchema.nullable() }),
    failures: [],
    repeatable: true,
    needs: 'change-settings',
  }),

  /**
   * Admins only. A PNG in base64, null: none. The host decodes it and keeps the picture alone;
   * `not-valid`: it cannot, or it is too large. `seen` is the hash that the admin saw; when it is
   * another one by now, the answer is `changed` with it as `logo` and `byId` who chose it.
   */
  'logo.save': defineCommand({
    params: z.object({ data: logoDataSchema.nullable(), seen: mediaHashSchema.nullable() }),
    result: z.object({ before: logoSchema.nullable(), after: mediaHashSchema.nullable() }),
    failures: ['not-valid', 'changed'],
    repeatable: true,
    needs: 'change-settings',
  }),

  /**
   * Admins only. What a file of settings says and what differs from it, all in one; what it does not
   * have stays. Names of settings that this version does not know are passed over. By `importId` it
   * can be taken back; null: it changed nothing.
   */
  'settings.import': defineCommand({
    params: z.object({ file: settingsFileSchema }),
    result: z.object({ changes: z.int().nonnegative(), importId: seqSchema.nullable() }),
    failures: ['not-valid', 'too-many'],
    repeatable: true,
    needs: 'change-settings',
  }),

  /**
   * Admins only. Everything that these imports changed becomes what it was before, all or nothing,
   * within an hour (`too-late`). `changed`: some of it is no more as the import left it, with its
   * names in `things` and `byId` who changed it last. `in-use`: what the import brought is used by
   * now. What chats did meanwhile stays.
   */
  'settings.undo-import': defineCommand({
    params: z.object({ imports: z.array(seqSchema).min(1).max(2_000) }),
    result: z.object({ changes: z.int().nonnegative() }),
    failures: ['not-found', 'too-late', 'changed', 'in-use'],
    repeatable: true,
    needs: 'change-settings',
  }),
} as const;
