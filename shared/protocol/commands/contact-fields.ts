import { z } from 'zod';
import { contactFieldNameSchema, contactFieldValueSchema } from '../../domain/contact-fields.ts';
import { conversationSchema } from '../../domain/conversation.ts';
import { definedFieldSchema, fieldChoiceSchema } from '../../domain/defined-fields.ts';
import { conversationIdSchema, definedFieldIdSchema } from '../../domain/ids.ts';
import { defineCommand } from '../command.ts';

export const contactFieldCommands = {
  /**
   * Admins only: defines a field of contacts (`id` null), or changes one. Renamed it keeps its values,
   * and texts that name it go on. `name-taken`: another one is called so. `seen`, `changed`: as for tags.
   */
  'contact-field.save': defineCommand({
    params: z.object({
      id: definedFieldIdSchema.nullable(),
      field: fieldChoiceSchema,
      seen: fieldChoiceSchema.optional(),
    }),
    result: z.object({ before: definedFieldSchema.nullable(), field: definedFieldSchema }),
    failures: ['not-found', 'name-taken', 'too-many', 'changed'],
    repeatable: false,
    needs: 'change-settings',
  }),

  /** Admins only. One that contacts have values of is retired instead. */
  'contact-field.remove': defineCommand({
    params: z.object({ fieldId: definedFieldIdSchema }),
    result: z.object({ became: z.enum(['removed', 'retired']) }),
    failures: [],
    repeatable: true,
    needs: 'change-settings',
  }),

  /** Admins only: all of them, in the order in which they are to be shown. */
  'contact-field.order': defineCommand({
    params: z.object({ fieldIds: z.array(definedFieldIdSchema).max(1_000) }),
    result: z.object({ before: z.array(definedFieldIdSchema) }),
    failures: ['moved-on'],
    repeatable: true,
    needs: 'change-settings',
  }),

  /** Admins only: by which names contacts have values, defined or not, the most used first. */
  'contact-field.uses': defineCommand({
    params: z.object({}),
    result: z.object({
      uses: z.array(z.object({ name: contactFieldNameSchema, contacts: z.int().positive() })),
    }),
    failures: [],
    repeatable: true,
    needs: 'change-settings',
  }),

  /**
   * Writes down what is known of a contact; `value` null or empty takes it away. `name` is a defined
   * field's `key`, or of an undefined one, which can only be taken away. `before` is what the screen
   * showed: with something else there, the answer is `changed` with `value` as it is, and `byId` who
   * wrote it (null: the chatbot, or nobody knows). `not-valid`: `problem` says what is wrong with it.
   */
  'contact.set-field': defineCommand({
    params: z.object({
      conversationId: conversationIdSchema,
      name: contactFieldNameSchema,
      value: z.string().max(2_000).nullable(),
      before: contactFieldValueSchema.nullable(),
    }),
    result: z.object({
      conversation: conversationSchema,
      value: contactFieldValueSchema.nullable(),
    }),
    failures: ['not-found', 'unknown-field', 'not-valid', 'changed', 'too-many'],
    repeatable: true,
  }),
} as const;
