import { z } from 'zod';

/** An address as the page gives it: as text, or as an object that carries the text. */
export const addressSchema = z.union([
  z.string(),
  z.object({ _serialized: z.string() }).transform((wid) => wid._serialized),
]);

/** For what a message can do without: anything unusable counts as absent. */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);

/** What the page's message keys are, whatever it calls their text. */
export const rawKeySchema = z.object({
  fromMe: z.boolean(),
  remote: addressSchema,
  id: z.string().min(1),
  participant: optional(addressSchema),
});

/** One of a list's rows. */
const option = z.object({ title: optional(z.string()), description: optional(z.string()) });

/**
 * WhatsApp Web's message model as far as it is read here. Only the key is required; WhatsApp
 * changes the rest without notice.
 */
export const rawMessageSchema = z.object({
  id: rawKeySchema,
  type: z.string().min(1).catch('unknown'),
  subtype: optional(z.string()),
  /** Seconds since 1970. */
  t: optional(z.number()),
  ack: optional(z.number()),
  body: optional(z.string()),
  caption: optional(z.string()),
  mimetype: optional(z.string()),
  filename: optional(z.string()),
  size: optional(z.number()),
  /** Seconds; a number or its text. */
  duration: optional(z.coerce.number()),
  width: optional(z.number()),
  height: optional(z.number()),
  /** What the sender calls themselves. */
  notifyName: optional(z.string()),
  isNotification: optional(z.boolean()),
  isGif: optional(z.boolean()),
  lat: optional(z.number()),
  lng: optional(z.number()),
  /** A place's name and address, a line each. */
  loc: optional(z.string()),
  comment: optional(z.string()),
  isLive: optional(z.boolean()),
  vcardFormattedName: optional(z.string()),
  vcardList: optional(z.array(z.object({ vcard: z.string(), displayName: optional(z.string()) }))),
  pollName: optional(z.string()),
  pollOptions: optional(z.array(z.object({ name: z.string(), localId: optional(z.number()) }))),
  pollSelectableOptionsCount: optional(z.number()),
  list: optional(
    z.object({
      title: optional(z.string()),
      description: optional(z.string()),
      footerText: optional(z.string()),
      sections: optional(z.array(z.object({ rows: optional(z.array(option)) }))),
    }),
  ),
  listResponse: optional(option),
  dynamicReplyButtons: optional(
    z.array(z.object({ buttonText: optional(z.object({ displayText: optional(z.string()) })) })),
  ),
  selectedDisplayText: optional(z.string()),
  title: optional(z.string()),
  description: optional(z.string()),
  footer: optional(z.string()),
  url: optional(z.string()),
  orderTitle: optional(z.string()),
  /** What the customer wrote with an order. */
  message: optional(z.string()),
  itemCount: optional(z.number()),
  totalAmount1000: optional(z.number()),
  totalCurrencyCode: optional(z.string()),
  priceAmount1000: optional(z.number()),
  currencyCode: optional(z.string()),
  inviteGrpName: optional(z.string()),
  /** Seconds since 1970. */
  inviteCodeExp: optional(z.number()),
  callOutcome: optional(z.union([z.string(), z.number()])),
  isVideoCall: optional(z.boolean()),
  /** Seconds. */
  callDuration: optional(z.number()),
  templateParams: optional(z.array(addressSchema.catch(''))),
  /** Seconds. */
  ephemeralDuration: optional(z.number()),
  isStatusV3: optional(z.boolean()),
  eventName: optional(z.string()),
  eventDescription: optional(z.string()),
  /** Seconds since 1970. */
  eventStartTime: optional(z.number()),
  eventEndTime: optional(z.number()),
  eventLocation: optional(z.object({ name: optional(z.string()) })),
  eventJoinLink: optional(z.string()),
  isEventCanceled: optional(z.boolean()),
  paymentAmount1000: optional(z.number()),
  paymentCurrency: optional(z.string()),
  paymentNoteMsg: optional(z.object({ body: optional(z.string()) })),
  isForwarded: optional(z.boolean()),
  forwardingScore: optional(z.number()),
  isViewOnce: optional(z.boolean()),
  /** Of a message that was deleted for everyone: which one it was. */
  protocolMessageKey: optional(rawKeySchema),
  /** Milliseconds since 1970; absent while nobody has changed the text. */
  latestEditSenderTimestampMs: optional(z.number()),
  quotedStanzaID: optional(z.string().min(1)),
  quotedParticipant: optional(addressSchema),
  /** A message without its key. */
  quotedMsg: optional(z.record(z.string(), z.unknown())),
  /** Of a picture in an album: the album's own message. */
  parentMsgKey: optional(rawKeySchema),
  hasReaction: optional(z.boolean()),
});
export type RawMessage = z.infer<typeof rawMessageSchema>;
