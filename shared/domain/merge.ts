import { nameFor } from './contact.ts';
import { mergedFields } from './contact-fields.ts';
import type { Contact, ContactNames } from './contact.ts';
import type { Conversation } from './conversation.ts';
import type { Epoch } from './ids.ts';

/** What becomes of two conversations that turn out to be with one person. */
export interface MergeOutcome {
  /** Goes on, under its id. */
  readonly into: Conversation;
  /** Ends; its messages go over. */
  readonly gone: Conversation;
  readonly contact: Contact;
  readonly state: Conversation['state'];
  readonly ownerId: Conversation['ownerId'];
  readonly epoch: Epoch;
  readonly episode: number;
  readonly waitingSince: number | null;
  readonly unread: number;
}

const RANK = { open: 3, snoozed: 2, waiting: 1, closed: 0 } as const;

/**
 * An owned conversation goes on before a waiting one, a waiting one before a closed one. Of two
 * that are owned the one goes on that the customer wrote to last, and its owner stays: never two.
 * Otherwise the older one does. The epoch is above both, so that nothing decided about one of them
 * holds for both; the customer has waited since the older of both times.
 */
export function mergeOutcome(one: Conversation, other: Conversation): MergeOutcome {
  const [into, gone] = goesOn(one, other) ? [one, other] : [other, one];
  return {
    into,
    gone,
    contact: mergedContact(into, gone),
    // What was put away comes back when the other one's customer waits.
    state: into.state === 'snoozed' && gone.waitingSince !== null ? 'open' : into.state,
    ownerId: into.ownerId,
    epoch: (Math.max(into.epoch, gone.epoch) + 1) as Epoch,
    episode: Math.max(into.episode, gone.episode),
    waitingSince: earlier(into.waitingSince, gone.waitingSince),
    unread: into.unread + gone.unread,
  };
}

function goesOn(one: Conversation, other: Conversation): boolean {
  const rank = RANK[one.state] - RANK[other.state];
  if (rank !== 0) return rank > 0;
  const news = (one.lastCustomerMessageId ?? 0) - (other.lastCustomerMessageId ?? 0);
  return one.state === 'open' && news !== 0 ? news > 0 : one.id < other.id;
}

function mergedContact(into: Conversation, gone: Conversation): Contact {
  const [kept, other] = [into.contact, gone.contact];
  const isNewer = (gone.lastCustomerMessageId ?? 0) > (into.lastCustomerMessageId ?? 0);
  const address = isNewer ? other.address : kept.address;
  const phone = kept.phone ?? other.phone;
  const names: ContactNames = {
    ours: kept.names.ours ?? other.names.ours,
    saved: kept.names.saved ?? other.names.saved,
    whatsapp: kept.names.whatsapp ?? other.names.whatsapp,
  };
  return {
    id: kept.id,
    name: nameFor(names, { phone, address }),
    names,
    phone,
    address,
    addresses: [...new Set([...kept.addresses, ...other.addresses])],
    isBlocked: kept.isBlocked || other.isBlocked,
    picture: kept.picture ?? other.picture,
    fields: mergedFields(kept.fields, other.fields),
  };
}

/**
 * `contact` without what it had taken over from `gone`; `before` is what it was until then. The
 * same object when it has nothing of it.
 */
export function withoutMerged(contact: Contact, gone: Contact, before: Contact): Contact {
  const addresses = contact.addresses.filter((address) => !gone.addresses.includes(address));
  if (addresses.length === contact.addresses.length) return contact;
  const [first = before.address] = addresses;
  const back = <T>(now: T, theirs: T, ours: T): T => (now === theirs ? ours : now);
  const address = addresses.includes(contact.address)
    ? contact.address
    : addresses.includes(before.address)
      ? before.address
      : first;
  const phone = back(contact.phone, gone.phone, before.phone);
  const names: ContactNames = {
    ours: back(contact.names.ours, gone.names.ours, before.names.ours),
    saved: back(contact.names.saved, gone.names.saved, before.names.saved),
    whatsapp: back(contact.names.whatsapp, gone.names.whatsapp, before.names.whatsapp),
  };
  return {
    ...contact,
    name: nameFor(names, { phone, address }),
    names,
    phone,
    address,
    addresses: addresses.length === 0 ? [address] : addresses,
    isBlocked: before.isBlocked,
    picture: back(contact.picture, gone.picture, before.picture),
  };
}

function earlier(one: number | null, other: number | null): number | null {
  if (one === null) return other;
  return other === null ? one : Math.min(one, other);
}
