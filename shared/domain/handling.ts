import { z } from 'zod';
import { botTimelineKinds, isBotTimelineFact } from './bot/facts.ts';
import type { BotTimelineFact } from './bot/facts.ts';
import {
  agentIdSchema,
  conversationIdSchema,
  epochSchema,
  messageIdSchema,
  outcomeIdSchema,
  tagIdSchema,
  timestampSchema,
} from './ids.ts';
import { ruleRefSchema } from './rules/rule-ref.ts';
import type { RuleActedFact } from './rules/facts.ts';
import { valueSchema } from './reports/value.ts';
import { isSurveyTimelineFact, surveyTimelineKinds } from './survey/facts.ts';
import type { SurveyTimelineFact } from './survey/facts.ts';

/** Why a conversation went to somebody else, or back into the queue. */
export const transferReasonSchema = z.enum([
  /** Its owner, an admin, or somebody who gave a waiting one to a colleague. */
  'by-hand',
  /** Its owner granted a colleague's request. */
  'request',
  /** Who it was given to did not open it in time. */
  'not-opened',
  /** Its owner handed over everything, at the end of a shift for example. */
  'handed-over',
  /** Its owner went offline. */
  'owner-left',
  /** Its owner was reminded of a customer who waits, and did not answer. */
  'not-answered',
  /** Its owner works here no more. */
  'deactivated',
  /** The customer came back and the last owner was there. */
  'last-owner',
  /** The office shares out what waits: it was their turn. */
  'next-in-turn',
  /** Likewise: they had the fewest open chats. */
  'least-busy',
  /** The chatbot's flow says so. */
  'bot',
  /** A rule of the office does. */
  'rule',
]);
export type TransferReason = z.infer<typeof transferReasonSchema>;

/** What a topic had to do with whom the host chose. */
export const skillUsedSchema = z.object({
  tagId: tagIdSchema,
  /** They know it; nobody who does was there; or was there within the time that the office says. */
  how: z.enum(['knows-it', 'nobody-there', 'nobody-came']),
});
export type SkillUsed = Readonly<z.infer<typeof skillUsedSchema>>;

/** Given to its owner, who has not opened it yet: _new for you_. */
export const handoverSchema = z.object({
  /** Who gave it, also when nobody or somebody else had it; null: the host did. */
  fromId: agentIdSchema.nullable(),
  at: timestampSchema,
  /** What came along with it. */
  noteId: messageIdSchema.nullable(),
});
export type Handover = Readonly<z.infer<typeof handoverSchema>>;

/** A colleague asks the owner for it. */
export const requestSchema = z.object({ byId: agentIdSchema, at: timestampSchema });

/** The newest note that names somebody. */
export const mentionSchema = z.object({
  agentId: agentIdSchema,
  /** Who wrote it; null: a rule did. */
  byId: agentIdSchema.nullable(),
  /** The name of the rule that did. */
  rule: ruleRefSchema.shape.name.optional(),
  noteId: messageIdSchema,
  at: timestampSchema,
  /** The note's first characters. */
  text: z.string().max(160),
  isSeen: z.boolean(),
});
export type Mention = Readonly<z.infer<typeof mentionSchema>>;

/**
 * How long a close or a transfer can be taken back, in milliseconds. Screens offer it for some
 * seconds, longer while somebody points at the offer.
 */
export const UNDO_MS = 60_000;
/** How many conversations one command may be about. */
export const MOST_AT_ONCE = 100;
/** How long its writer may change a note, in milliseconds. */
export const NOTE_EDIT_MS = 15 * 60_000;
export const CLOSING_NOTE_LENGTH = 500;
export const REASON_LENGTH = 200;

const inConversation = { conversationId: conversationIdSchema };

/** What becomes of a conversation between people; `epoch`: the one that it leads to. */
export const handlingFacts = [
  z.object({
    kind: z.literal('conversation.claimed'),
    ...inConversation,
    ownerId: agentIdSchema,
    epoch: epochSchema,
    /** It had been closed: this begins another episode. */
    episode: z.int().positive().optional(),
  }),
  /** To an agent or, with `toId` null, into the queue. */
  z.object({
    kind: z.literal('conversation.transferred'),
    ...inConversation,
    fromId: agentIdSchema.nullable(),
    toId: agentIdSchema.nullable(),
    epoch: epochSchema,
    why: transferReasonSchema,
    /** Into the queue of a topic. */
    tagId: tagIdSchema.nullable(),
    noteId: messageIdSchema.nullable(),
    /** Shared out by what it is about. */
    skill: skillUsedSchema.optional(),
    /** Which rule gave it. */
    rule: ruleRefSchema.optional(),
    /** It had been closed: this begins another episode. */
    episode: z.int().positive().optional(),
  }),
  /** An admin took it from its owner. */
  z.object({
    kind: z.literal('conversation.taken-over'),
    ...inConversation,
    fromId: agentIdSchema,
    ownerId: agentIdSchema,
    epoch: epochSchema,
    reason: z.string().min(1).max(REASON_LENGTH),
  }),
  /** A colleague asks the owner for it. */
  z.object({ kind: z.literal('conversation.requested'), ...inConversation, byId: agentIdSchema }),
  z.object({
    kind: z.literal('conversation.request-ended'),
    ...inConversation,
    byId: agentIdSchema,
    how: z.enum(['kept', 'expired', 'withdrawn']),
  }),
  /** Its owner has not answered a customer who waits: until then they may, then others do. */
  z.object({
    kind: z.literal('conversation.answer-due'),
    ...inConversation,
    ownerId: agentIdSchema,
    dueAt: timestampSchema,
  }),
  /** Who it was given to has looked at it. */
  z.object({ kind: z.literal('conversation.opened'), ...inConversation }),
  /** Out of sight until a time or, in any case, until the customer writes. */
  z.object({
    kind: z.literal('conversation.snoozed'),
    ...inConversation,
    /** Null: only the customer wakes it. */
    until: timestampSchema.nullable(),
  }),
  z.object({
    kind: z.literal('conversation.woken'),
    ...inConversation,
    why: z.enum(['time', 'by-hand']),
  }),
  z.object({
    kind: z.literal('conversation.closed'),
    ...inConversation,
    epoch: epochSchema,
    /** What the episode came to. */
    outcomeId: outcomeIdSchema.optional(),
    /** What that brought in. */
    value: valueSchema.optional(),
    note: z.string().max(CLOSING_NOTE_LENGTH).optional(),
    /** Which one ended; entries of the first version do not say. */
    episode: z.int().nonnegative().optional(),
    /** Nobody did it: there had been nothing but silence for long. */
    isSilent: z.literal(true).optional(),
    /** Which rule did it. */
    rule: ruleRefSchema.optional(),
  }),
  /** A close or a transfer that its doer took back at once: everything is as it was before. */
  z.object({
    kind: z.literal('conversation.undone'),
    ...inConversation,
    what: z.enum(['close', 'transfer']),
    epoch: epochSchema,
    state: z.enum(['waiting', 'open', 'snoozed']),
    ownerId: agentIdSchema.nullable(),
    waitingSince: timestampSchema.nullable(),
    unread: z.int().nonnegative(),
    snoozedUntil: timestampSchema.nullable(),
  }),
  z.object({
    kind: z.literal('conversation.tagged'),
    ...inConversation,
    tagId: tagIdSchema,
    isOn: z.boolean(),
    /** Which rule did it. */
    rule: ruleRefSchema.optional(),
  }),
  /** Somebody has seen the notes that name them. */
  z.object({ kind: z.literal('mention.seen'), ...inConversation, agentId: agentIdSchema }),
] as const;
export type HandlingFact = Readonly<z.infer<(typeof handlingFacts)[number]>>;

const HANDLING: ReadonlySet<string> = new Set(
  handlingFacts.map((schema) => schema.shape.kind.value),
);

export function isHandlingFact<F extends { readonly kind: string }>(
  fact: F,
): fact is Extract<F, { readonly kind: HandlingFact['kind'] }> {
  return HANDLING.has(fact.kind);
}

const IN_TIMELINE: ReadonlySet<string> = new Set([
  'conversation.claimed',
  'conversation.transferred',
  'conversation.taken-over',
  'conversation.requested',
  'conversation.request-ended',
  'conversation.snoozed',
  'conversation.woken',
  'conversation.closed',
  'conversation.undone',
] satisfies HandlingFact['kind'][]);

export const timelineKinds = [
  ...IN_TIMELINE,
  ...botTimelineKinds,
  'rule.acted',
  ...surveyTimelineKinds,
];

/** What the timeline shows between the messages. */
export type TimelineFact =
  | Exclude<
      HandlingFact,
      {
        readonly kind:
          | 'conversation.answer-due'
          | 'conversation.opened'
          | 'conversation.tagged'
          | 'mention.seen';
      }
    >
  | BotTimelineFact
  | SurveyTimelineFact
  | RuleActedFact;

export function isTimelineFact(fact: { readonly kind: string }): fact is TimelineFact {
  return (
    IN_TIMELINE.has(fact.kind) ||
    isBotTimelineFact(fact) ||
    isSurveyTimelineFact(fact) ||
    fact.kind === 'rule.acted'
  );
}
