import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { BotCover } from '#shared/domain/bot/cover.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Hours } from '#shared/domain/hours/plan.ts';
import type { ContactId, ConversationId, WaAddress } from '#shared/domain/ids.ts';
import { JournalHead } from './chain/journal-head.ts';
import type { LateConversations } from './late-conversations.ts';

/** The busiest office has fewer conversations that move at the same time. */
const MOST_HEADS = 2_000;

/**
 * Conversations as units of work last read or wrote them: most of a message's cost is reading the
 * same row again and again. Only the one connection that writes may use it, and whoever undoes a
 * write forgets them all.
 */
export class Heads {
  /** Likewise the journal's. */
  readonly journal = new JournalHead();
  readonly #byId = new Map<ConversationId, Conversation>();
  readonly #byContact = new Map<ContactId, ConversationId>();
  readonly #byAddress = new Map<WaAddress, ContactId>();
  /** The office's hours, by which everything is counted. */
  hours: Hours | null = null;
  /** What every message is held against, and admins change now and then. */
  botCover: BotCover | null = null;
  rulesStamp: number | null = null;

  get(id: ConversationId): Conversation | null {
    return this.#byId.get(id) ?? null;
  }

  byContact(id: ContactId): Conversation | null {
    const conversationId = this.#byContact.get(id);
    return conversationId === undefined ? null : this.get(conversationId);
  }

  byAddress(address: WaAddress): Contact | null {
    const contactId = this.#byAddress.get(address);
    return contactId === undefined ? null : (this.byContact(contactId)?.contact ?? null);
  }

  /** The table says that this address leads to this contact. */
  leads(address: WaAddress, id: ContactId): void {
    if (this.#byContact.has(id)) this.#byAddress.set(address, id);
  }

  /** `conversation` was read; what its contact's addresses lead to only the table knows. */
  read(conversation: Conversation): void {
    this.#forget(conversation.id);
    if (this.#byId.size >= MOST_HEADS) this.#forgetOldest();
    this.#byId.set(conversation.id, conversation);
    this.#byContact.set(conversation.contact.id, conversation.id);
  }

  /** `conversation` was stored: its contact's addresses lead to it from now on. */
  written(conversation: Conversation): void {
    const known = this.#byId.get(conversation.id);
    if (known?.contact === conversation.contact) {
      this.#byId.set(conversation.id, conversation);
      return;
    }
    this.read(conversation);
    const { id, addresses } = conversation.contact;
    for (const address of addresses) this.#byAddress.set(address, id);
  }

  /** The conversation was merged into another one. */
  ended(id: ConversationId): void {
    this.#forget(id);
  }

  clear(): void {
    this.journal.clear();
    this.#byId.clear();
    this.#byContact.clear();
    this.#byAddress.clear();
    this.hours = null;
    this.botCover = null;
    this.rulesStamp = null;
  }

  #forgetOldest(): void {
    const [oldest] = this.#byId.keys();
    if (oldest !== undefined) this.#forget(oldest);
  }

  #forget(id: ConversationId): void {
    const contact = this.#byId.get(id)?.contact;
    if (contact === undefined) return;
    this.#byId.delete(id);
    this.#byContact.delete(contact.id);
    for (const address of contact.addresses) {
      if (this.#byAddress.get(address) === contact.id) this.#byAddress.delete(address);
    }
  }
}

/** The look-ups of a unit of work, answered from the heads where they are known. */
export function readsThrough(
  heads: Heads,
  reads: Reads,
): Pick<Reads, 'bot' | 'contacts' | 'conversations' | 'hours' | 'rules'> {
  const { bot, contacts, conversations, hours, rules } = reads;
  const kept = (conversation: Conversation | null) => {
    if (conversation !== null) heads.read(conversation);
    return conversation;
  };
  return {
    hours: { get: () => (heads.hours ??= hours.get()) },
    bot: { ...bot, cover: () => (heads.botCover ??= bot.cover()) },
    rules: { ...rules, stamp: () => (heads.rulesStamp ??= rules.stamp()) },
    conversations: {
      ...conversations,
      get: (id) => heads.get(id) ?? kept(conversations.get(id)),
      byContact: (id) => heads.byContact(id) ?? kept(conversations.byContact(id)),
    },
    contacts: {
      ...contacts,
      byAddresses(addresses) {
        for (const address of addresses) {
          const known = heads.byAddress(address);
          if (known !== null) return known;
          const contact = contacts.byAddresses([address]);
          if (contact === null) continue;
          heads.leads(address, contact.id);
          return contact;
        }
        return null;
      },
    },
  };
}

export function writesThrough(
  heads: Heads,
  late: LateConversations,
  state: Tx['state'],
): Tx['state'] {
  return {
    ...state,
    putConversation(conversation) {
      const known = heads.get(conversation.id);
      const isLater = known !== null && late.takes(known, conversation);
      if (!isLater) state.putConversation(conversation);
      heads.written(conversation);
    },
    putOfficePlan(plan) {
      state.putOfficePlan(plan);
      heads.hours = null;
    },
    putOwnPlan(owner, plan) {
      state.putOwnPlan(owner, plan);
      heads.hours = null;
    },
    putOverride(override) {
      state.putOverride(override);
      heads.hours = null;
    },
    putCover(cover) {
      state.putCover(cover);
      heads.botCover = null;
    },
    putRule(rule, seq) {
      state.putRule(rule, seq);
      heads.rulesStamp = null;
    },
    removeRule(id, seq) {
      state.removeRule(id, seq);
      heads.rulesStamp = null;
    },
    orderRules(ids, seq) {
      state.orderRules(ids, seq);
      heads.rulesStamp = null;
    },
    takeOver(merge) {
      state.takeOver(merge);
      heads.ended(merge.goneId);
    },
  };
}
