import { z } from 'zod';
import { agentIdSchema, timestampSchema } from './ids.ts';

export const NOTE_LENGTH = 10_000;

/** A text of WhatsApp's that may be absent: then it is empty. */
const words = (most: number) => z.string().max(most);

export const locationContentSchema = z.object({
  kind: z.literal('location'),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  name: words(500),
  address: words(1_000),
  /** Shared for a while: where it was when it was sent, later places stay on the phone. */
  isLive: z.boolean(),
});
export type LocationContent = Readonly<z.infer<typeof locationContentSchema>>;

/** For colleagues alone: it never leaves the office. */
export const noteContentSchema = z.object({
  kind: z.literal('note'),
  text: z.string().max(NOTE_LENGTH),
  /** Who is named in it. */
  mentions: z.array(agentIdSchema).max(50),
});

export const contactCardSchema = z.object({
  name: words(200),
  organization: words(200),
  /** As the sender has them, in any notation. */
  phones: z.array(z.object({ number: z.string().min(1).max(60), label: words(60) })).max(30),
  emails: z.array(z.string().min(1).max(254)).max(30),
});
export type ContactCard = Readonly<z.infer<typeof contactCardSchema>>;

export const contactsContentSchema = z.object({
  kind: z.literal('contacts'),
  cards: z.array(contactCardSchema).min(1).max(257),
});
export type ContactsContent = Readonly<z.infer<typeof contactsContentSchema>>;

export const pollContentSchema = z.object({
  kind: z.literal('poll'),
  question: words(1_000),
  options: z.array(z.string().max(500)).max(50),
  allowsMany: z.boolean(),
});
export type PollContent = Readonly<z.infer<typeof pollContentSchema>>;

/** A business's list or buttons to choose from; the customer sees and answers it on the phone. */
export const menuContentSchema = z.object({
  kind: z.literal('menu'),
  title: words(1_000),
  text: words(65_536),
  footer: words(1_000),
  options: z.array(z.object({ title: words(500), description: words(1_000) })).max(200),
});

export type MenuContent = Readonly<z.infer<typeof menuContentSchema>>;

/** What somebody chose from a list or from buttons. */
export const choiceContentSchema = z.object({
  kind: z.literal('choice'),
  text: words(65_536),
  description: words(1_000),
});

/** Thousandths of the currency's unit, as WhatsApp counts; `currency` is ISO 4217. */
export const moneySchema = z.object({
  thousandths: z.int(),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
export type Money = Readonly<z.infer<typeof moneySchema>>;

export const orderContentSchema = z.object({
  kind: z.literal('order'),
  title: words(1_000),
  text: words(65_536),
  items: z.int().nonnegative().nullable(),
  total: moneySchema.nullable(),
});

export const productContentSchema = z.object({
  kind: z.literal('product'),
  title: words(1_000),
  description: words(65_536),
  price: moneySchema.nullable(),
  url: z.string().max(2_000).nullable(),
});

export const groupInviteContentSchema = z.object({
  kind: z.literal('group-invite'),
  groupName: words(200),
  text: words(65_536),
  expiresAt: timestampSchema.nullable(),
});

/** An event that somebody invites to; answering the invitation happens on the phone. */
export const scheduledEventContentSchema = z.object({
  kind: z.literal('scheduled-event'),
  name: words(1_000),
  description: words(65_536),
  place: words(1_000),
  startsAt: timestampSchema.nullable(),
  endsAt: timestampSchema.nullable(),
  /** To a call, for events that are one. */
  url: z.string().max(2_000).nullable(),
  isCanceled: z.boolean(),
});
export type ScheduledEventContent = Readonly<z.infer<typeof scheduledEventContentSchema>>;

/** Money that was sent or asked for; what became of it is on the phone. */
export const paymentContentSchema = z.object({
  kind: z.literal('payment'),
  amount: moneySchema.nullable(),
  note: words(65_536),
});

/** `unknown`: it rang; whether somebody took it on the phone was not told. */
export const callContentSchema = z.object({
  kind: z.literal('call'),
  isVideo: z.boolean(),
  outcome: z.enum(['missed', 'answered', 'rejected', 'unknown']),
  seconds: z.number().nonnegative().nullable(),
});
export type CallContent = Readonly<z.infer<typeof callContentSchema>>;

/** WhatsApp has the message but cannot read it yet; `message.completed` brings what it says. */
export const waitingContentSchema = z.object({ kind: z.literal('waiting') });

/** A line that WhatsApp itself puts into a chat. Nobody wrote it, nobody has to answer it. */
export const systemContentSchema = z.object({
  kind: z.literal('system'),
  notice: z.discriminatedUnion('type', [
    z.object({ type: z.literal('number-changed'), phone: z.string().max(30).nullable() }),
    z.object({ type: z.literal('security-code-changed') }),
    /** How long new messages stay; 0 is off. */
    z.object({ type: z.literal('disappearing-timer'), seconds: z.int().nonnegative() }),
  ]),
});
export type SystemContent = Readonly<z.infer<typeof systemContentSchema>>;
