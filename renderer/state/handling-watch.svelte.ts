import { t } from '#renderer/i18n/index.ts';
import type { HubClient, ReplicaChange } from '#shared/client/types.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import type { LostConversation, Move } from '#shared/domain/move.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type { Alerts } from './alerts/alerts.ts';
import { handlingNews, lostNews, mentionNews } from './handling-news.ts';
import type { HandlingNews, HandlingState } from './handling-news.ts';
import type { Conversations } from './conversations.svelte.ts';
import type { People } from './people.svelte.ts';
import { conversationPlace, INBOX } from './place.ts';
import { newsOfSeveral, sharedNews } from './several-news.ts';
import type { Router } from './router.svelte.ts';
import type { Toasts } from './toasts.svelte.ts';

/** What of the desk this works with. */
interface Needs {
  readonly client: HubClient;
  readonly people: People;
  readonly conversations: Conversations;
  readonly router: Router;
  readonly toasts: Toasts;
  readonly alerts: Alerts;
  announcement: string;
  nameOf(contact: Contact): string;
}

type Named = Pick<Conversation, 'id' | 'contact'>;

interface Told {
  readonly conversation: Named;
  readonly news: HandlingNews;
}

/** Nothing to say any more once it is opened or answered. */
const UNTIL_SETTLED: ReadonlySet<HandlingNews['what']> = new Set(['handed-over', 'answer-due']);

/** Tells the person at this screen what others do with their conversations, wherever they are. */
export class HandlingWatch {
  /** Which of their conversations colleagues ask for; the oldest request first. */
  requests = $state.raw<readonly Conversation[]>([]);
  readonly #desk: Needs;
  readonly #known = new Map<ConversationId, HandlingState>();
  /** What is said of a conversation that was handed over or waits, until it is opened or answered. */
  readonly #toasts = new Map<ConversationId, number>();
  readonly #unsubscribe: Unsubscribe;

  constructor(desk: Needs) {
    this.#desk = desk;
    const { replica } = desk.client;
    for (const conversation of replica.conversations.values()) this.#remember(conversation);
    this.#unsubscribe = replica.on((change) => this.#follow(change));
    // A request that was made while this screen was closed is among them.
    void desk.conversations.load('mine');
  }

  close(): void {
    this.#unsubscribe();
  }

  #follow(change: ReplicaChange): void {
    if (change.slice !== 'conversations') return;
    const { replica } = this.#desk.client;
    const all: Told[] = change.lost.flatMap((lost) => this.#lookBack(lost));
    for (const id of change.ids) {
      const conversation = replica.conversations.get(id);
      if (!conversation) {
        this.#forget(id);
        continue;
      }
      for (const news of this.#look(conversation, change.moves.get(id) ?? null)) {
        all.push({ conversation, news });
      }
    }
    for (const [shared, alike] of Map.groupBy(all, ({ news }) => sharedNews(news))) {
      const [first] = alike;
      if (shared !== undefined && first && alike.length > 1) this.#tellOfSeveral(alike, first.news);
      else for (const { conversation, news } of alike) this.#tell(conversation, news);
    }
    this.#readRequests();
  }

  #look(conversation: Conversation, move: Move | null): readonly HandlingNews[] {
    const { client, people } = this.#desk;
    const before = this.#known.get(conversation.id) ?? null;
    this.#remember(conversation);
    if (conversation.handover === null && conversation.answerDueAt === null) {
      this.#settle(conversation.id);
    }
    if (people.me === null) return [];
    const { id: me } = people.me;
    const now = client.hostNow();
    return [
      handlingNews(before, conversation, move, me, now),
      mentionNews(before, conversation, me, now),
    ].filter((news) => news !== null);
  }

  #lookBack(lost: LostConversation): readonly Told[] {
    const { client, people } = this.#desk;
    const { conversationId: id, contact } = lost;
    if (people.me === null) return [];
    const news = lostNews(this.#known.get(id) ?? null, lost, people.me.id, client.hostNow());
    return news === null ? [] : [{ conversation: { id, contact }, news }];
  }

  /** Nothing is known of it from now on; should it come back, it comes as any other. */
  #forget(id: ConversationId): void {
    this.#known.delete(id);
    this.#settle(id);
  }

  #settle(id: ConversationId): void {
    const told = this.#toasts.get(id);
    if (told === undefined) return;
    this.#toasts.delete(id);
    if (![...this.#toasts.values()].includes(told)) this.#desk.toasts.dismiss(told);
  }

  #remember({ id, ...conversation }: Conversation): void {
    const { ownerId, state, handover, request, epoch } = conversation;
    const { mentions, snoozedUntil, answerDueAt } = conversation;
    const known = { ownerId, state, handover, request, epoch, mentions, snoozedUntil, answerDueAt };
    this.#known.set(id, known);
  }

  #readRequests(): void {
    const { client, people } = this.#desk;
    const asked = [...this.#known]
      .filter(([, { request, ownerId }]) => request !== null && people.isMe(ownerId))
      .flatMap(([id]) => client.replica.conversations.get(id) ?? []);
    this.requests = asked.sort((a, b) => (a.request?.at ?? 0) - (b.request?.at ?? 0));
  }

  /** A selection, or everything that somebody had: one piece of news. */
  #tellOfSeveral(alike: readonly Told[], { what, who }: HandlingNews): void {
    const { people, toasts, router, conversations } = this.#desk;
    const name = who === null ? null : (people.find(who)?.name ?? t.handling.nobody);
    const several = newsOfSeveral(what, name, alike.length);
    if (several === null) return;
    const { text, view } = several;
    const show = (): void => {
      if (view !== null) conversations.view = view;
      router.go(INBOX);
    };
    const action = view === null ? null : { label: t.handling.news.show, run: show };
    const told = toasts.show(text, 'neutral', action);
    const [first] = alike;
    if (first) this.#desk.alerts.tell(text, first.conversation);
    if (!UNTIL_SETTLED.has(what)) return;
    for (const { conversation } of alike) this.#toasts.set(conversation.id, told);
  }

  #tell(conversation: Named, { what, who, reason, rule }: HandlingNews): void {
    const { people, toasts, router } = this.#desk;
    const { id, contact } = conversation;
    const isOpen = router.place.name === 'inbox' && router.place.conversationId === id;
    // Who has the note on the screen has seen it.
    if (what === 'mentioned' && isOpen) return;
    const customer = this.#desk.nameOf(contact);
    const name = who === null ? null : (people.find(who)?.name ?? t.handling.nobody);
    const text =
      rule === undefined
        ? t.handling.news[what](name, customer, reason)
        : t.rules.mentioned(rule, customer);
    this.#desk.alerts.tell(text, conversation);
    // The banner stays and asks, and so does the card above the chat; both have to be heard.
    if (what === 'requested' || (what === 'answer-due' && isOpen)) this.#desk.announcement = text;
    else {
      const isSeen = this.#desk.client.replica.conversations.has(id);
      const open = {
        label: t.handling.news.open,
        run: () => router.go(conversationPlace(id)),
      };
      const told = toasts.show(text, 'neutral', isOpen || !isSeen ? null : open);
      if (UNTIL_SETTLED.has(what)) this.#toasts.set(id, told);
    }
  }
}
