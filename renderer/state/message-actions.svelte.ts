import { SvelteMap } from 'svelte/reactivity';
import { t } from '#renderer/i18n/index.ts';
import type { CommandFailure, HubClient } from '#shared/client/types.ts';
import { hindranceOf } from '#shared/domain/allowed-actions.ts';
import type { ActionName, Hindrance } from '#shared/domain/allowed-actions.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { MessageId } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import type { Choice } from '#shared/domain/poll-vote.ts';
import { explain } from './problems.ts';
import type { People } from './people.svelte.ts';
import type { Toasts } from './toasts.svelte.ts';

/** Asked for, and not yet seen at WhatsApp. */
export type PendingAction =
  | { readonly type: 'react'; readonly emoji: string | null }
  | { readonly type: 'vote'; readonly options: Choice }
  | { readonly type: 'edit'; readonly text: string }
  | { readonly type: 'delete' };

type Target = Pick<Conversation, 'id' | 'epoch'>;
/** What only the person at this screen, or the state of the conversation, stands in the way of. */
export type Obstacle = Hindrance | 'unclaimed' | 'blocked' | 'owned';

/** What the person at this screen does to messages, from asking until WhatsApp shows it. */
export class MessageActions {
  readonly #client: HubClient;
  readonly #people: People;
  readonly #toasts: Toasts;
  readonly #pending = new SvelteMap<MessageId, PendingAction>();

  constructor(client: HubClient, people: People, toasts: Toasts) {
    this.#client = client;
    this.#people = people;
    this.#toasts = toasts;
  }

  pending(id: MessageId): PendingAction | null {
    return this.#pending.get(id) ?? null;
  }

  /** Why this person cannot do it now; null: it can be done. */
  obstacle(
    action: ActionName,
    message: Message,
    { ownerId, contact }: Conversation,
    now: number,
  ): Obstacle | null {
    const { me } = this.#people;
    if (!me) return 'unclaimed';
    const hindrance = hindranceOf(action, message, me, now);
    if (hindrance !== null) return hindrance;
    if (contact.isBlocked) return 'blocked';
    if (ownerId === null) return action === 'quote' ? null : 'unclaimed';
    return this.#people.isMe(ownerId) ? null : 'owned';
  }

  async react(target: Target, { id }: Message, emoji: string | null): Promise<void> {
    const action = { type: 'react', emoji } as const;
    await this.#run(id, action, () =>
      this.#client.command('message.react', { ...named(target, id), emoji }),
    );
  }

  /** Replaces our vote in a poll of the customer's; nothing chosen takes it back. */
  async vote(target: Target, { id }: Message, options: Choice): Promise<void> {
    await this.#run(id, { type: 'vote', options }, () =>
      this.#client.command('message.vote', { ...named(target, id), options: [...options] }),
    );
  }

  /** False: it did not work, and the person was told why. */
  async edit(target: Target, id: MessageId, text: string): Promise<boolean> {
    return this.#run(id, { type: 'edit', text }, () =>
      this.#client.command('message.edit', { ...named(target, id), text }),
    );
  }

  async remove(target: Target, { id }: Message): Promise<void> {
    await this.#run(id, { type: 'delete' }, () =>
      this.#client.command('message.delete', named(target, id)),
    );
  }

  async #run(
    id: MessageId,
    action: PendingAction,
    ask: () => Promise<{ readonly ok: true } | CommandFailure>,
  ): Promise<boolean> {
    this.#pending.set(id, action);
    const reply = await ask();
    // A second one may have been asked for meanwhile.
    if (this.#pending.get(id) === action) this.#pending.delete(id);
    if (!reply.ok) this.#toasts.show(explainFailure(reply), 'bad');
    return reply.ok;
  }
}

function named({ id, epoch }: Target, messageId: MessageId) {
  return { conversationId: id, epoch, messageId };
}

function explainFailure(failure: CommandFailure): string {
  const { failed } = t.actions;
  switch (failure.code) {
    case 'refused':
      return failed.refused(failure.message);
    case 'unconfirmed':
      return failed.unconfirmed;
    case 'not-possible':
      return failed.notPossible(failure.message.replace(/\.$/, ''));
    case 'not-owner':
      return t.inbox.refused['not-owner'](t.inbox.refused.somebody);
    case 'moved-on':
    case 'not-found':
      return t.inbox.refused[failure.code];
    default:
      return explain(failure);
  }
}
