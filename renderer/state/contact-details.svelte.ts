import { t } from '#renderer/i18n/index.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import type { CommandResult } from '#shared/protocol/commands/index.ts';
import type { Desk } from './desk.svelte.ts';
import { explain, toneOf } from './problems.ts';

type Details = CommandResult<'contact.details'>;

/** What the contact panel shows beyond the conversation, and what can be done there. */
export class ContactDetails {
  details = $state.raw<Details | null>(null);
  hasFailed = $state(false);
  readonly #desk: Desk;
  #asked = 0;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async load(conversationId: ConversationId): Promise<void> {
    const asked = ++this.#asked;
    const reply = await this.#desk.client.command('contact.details', { conversationId });
    if (asked !== this.#asked) return;
    this.hasFailed = !reply.ok;
    this.details = reply.ok ? reply.value : null;
  }

  /** True when it is done. */
  async rename(conversationId: ConversationId, name: string | null): Promise<boolean> {
    const reply = await this.#desk.client.command('contact.rename', { conversationId, name });
    if (!reply.ok) this.#desk.toasts.show(explain(reply), 'bad');
    return reply.ok;
  }

  async merge(one: Conversation, other: Conversation): Promise<boolean> {
    const reply = await this.#desk.client.command('contact.merge', {
      conversationId: one.id,
      epoch: one.epoch,
      otherId: other.id,
      otherEpoch: other.epoch,
    });
    const { merge } = t.contact;
    if (reply.ok) {
      const { contact } = reply.value.conversation;
      this.#desk.toasts.show(merge.done(this.#desk.nameOf(contact)), 'good');
    } else if (reply.code === 'not-owner') this.#desk.toasts.show(merge.notOwner, 'bad');
    else if (reply.code === 'moved-on') this.#desk.toasts.show(merge.movedOn, 'bad');
    else this.#desk.toasts.show(explain(reply), 'bad');
    return reply.ok;
  }

  async setBlocked(conversationId: ConversationId, isBlocked: boolean): Promise<void> {
    const params = { conversationId, isBlocked };
    const reply = await this.#desk.client.command('contact.block', params);
    const { toasts } = this.#desk;
    if (reply.ok) toasts.show(isBlocked ? t.contact.blockDone : t.contact.unblockDone, 'good');
    else if (reply.code === 'not-connected') toasts.show(t.contact.blockOffline, 'bad');
    else if (reply.code === 'refused') toasts.show(t.contact.blockRefused, 'bad');
    else toasts.show(explain(reply), 'bad');
  }

  async undo(goneId: ConversationId): Promise<void> {
    const reply = await this.#desk.client.command('contact.unmerge', { goneId });
    if (!reply.ok) {
      this.#desk.toasts.show(explain(reply), toneOf(reply));
      return;
    }
    const { restored, conversation } = reply.value;
    const name = this.#desk.nameOf(restored.contact);
    this.#desk.toasts.show(t.contact.merges.undone(name), 'good');
    await this.load(conversation.id);
  }
}
