import { z } from 'zod';
import {
  outcomeIdSchema,
  ownStatusIdSchema,
  quickReplyIdSchema,
  tagIdSchema,
} from '../../domain/ids.ts';
import { ownStatusSchema } from '../../domain/own-statuses.ts';
import { outcomeSchema, tagSchema } from '../../domain/labels.ts';
import { quickReplySchema, wantedQuickReplySchema } from '../../domain/quick-replies.ts';
import { snoozePresetSchema, snoozePresetsSchema } from '../../domain/snooze-presets.ts';
import { surveyTextsSchema } from '../../domain/survey/texts.ts';
import { defineCommand } from '../command.ts';

export const labelCommands = {
  /**
   * Admins only: makes a tag (`id` null) or changes one everywhere it is shown. `seen`: what the admin
   * saw of it. What only somebody else has changed since stays; of what both have changed the answer is
   * `changed`, with `saved` as it is now, the properties in `differs` and `byId` who changed it last.
   */
  'tag.save': defineCommand({
    params: z.object({
      tag: tagSchema.extend({ id: tagIdSchema.nullable() }),
      seen: tagSchema.optional(),
    }),
    result: z.object({ tag: tagSchema }),
    failures: ['not-found', 'name-taken', 'changed'],
    repeatable: false,
    needs: 'change-settings',
  }),

  /** Admins only: makes an outcome (`id` null) or changes one. `seen`, `changed`: as for tags. */
  'outcome.save': defineCommand({
    params: z.object({
      outcome: outcomeSchema.extend({ id: outcomeIdSchema.nullable() }),
      seen: outcomeSchema.optional(),
    }),
    result: z.object({ outcome: outcomeSchema }),
    failures: ['not-found', 'name-taken', 'changed'],
    repeatable: false,
    needs: 'change-settings',
  }),

  /**
   * Admins only: makes a status of the office's own (`id` null) or changes one. Who has it when it is
   * retired is online again, or away where nobody is at their screens; who has it when it means something
   * else is that. `too-many`: there is room for no more. `seen`, `changed`: as for tags.
   */
  'own-status.save': defineCommand({
    params: z.object({
      ownStatus: ownStatusSchema.extend({ id: ownStatusIdSchema.nullable() }),
      seen: ownStatusSchema.optional(),
    }),
    result: z.object({ ownStatus: ownStatusSchema }),
    failures: ['not-found', 'name-taken', 'too-many', 'changed'],
    repeatable: false,
    needs: 'change-settings',
  }),

  /** Admins only: one that was made by mistake. `in-use`: somebody has it. One that is gone is gone. */
  'own-status.remove': defineCommand({
    params: z.object({ ownStatusId: ownStatusIdSchema }),
    result: z.object({}),
    failures: ['in-use'],
    repeatable: true,
    needs: 'change-settings',
  }),

  /**
   * Admins only: what is offered when a chat is put away, in its order. `before` is what the admin
   * saw; `changed`: somebody has changed it since.
   */
  'snooze-presets.save': defineCommand({
    params: z.object({ presets: snoozePresetsSchema, before: z.array(snoozePresetSchema) }),
    result: z.object({}),
    failures: ['changed'],
    repeatable: true,
    needs: 'change-settings',
  }),

  /**
   * Admins only: what customers are asked after a close, by language. `before` is what the admin saw;
   * `changed`: somebody has changed it since.
   */
  'survey.save-texts': defineCommand({
    params: z.object({ texts: surveyTextsSchema, before: surveyTextsSchema }),
    result: z.object({}),
    failures: ['changed'],
    repeatable: true,
    needs: 'change-settings',
  }),

  /**
   * Makes a quick reply (`id` null) or changes one: the team's by supervisors and admins, one's own by oneself.
   * `name-taken`: among the same the shortcut is taken; `too-many`: there is room for no more. `seen`,
   * `changed`: as for tags.
   */
  'quick-reply.save': defineCommand({
    params: z.object({ quickReply: wantedQuickReplySchema, seen: quickReplySchema.optional() }),
    result: z.object({ quickReply: quickReplySchema }),
    failures: ['not-found', 'name-taken', 'too-many', 'media-missing', 'changed'],
    repeatable: false,
  }),

  /** Likewise. One that is gone already is gone. */
  'quick-reply.remove': defineCommand({
    params: z.object({ quickReplyId: quickReplyIdSchema }),
    result: z.object({}),
    failures: [],
    repeatable: true,
  }),
} as const;
