import { t } from '#renderer/i18n/index.ts';
import type { Replica, ReplicaChange } from '#shared/client/types.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation, Preview } from '#shared/domain/conversation.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type { People } from '../people.svelte.ts';
import { conversationPlace, INBOX } from '../place.ts';
import type { Presence } from '../presence.svelte.ts';
import type { Router } from '../router.svelte.ts';
import type { AlertChoice } from './alert-choice.svelte.ts';
import { alertForMessage, BETWEEN_SOUNDS_MS, CROWD, CROWD_MS } from './alert-rules.ts';
import type { AlertKind } from './alert-rules.ts';

/** What a page can do to be noticed. */
export interface Attention {
  /** Somebody is at this very page. */
  isLookedAt(): boolean;
  /** Of several pages in one browser one speaks. */
  mayAlert(): boolean;
  chime(kind: AlertKind): void;
  notice(notice: { title: string; body: string; tag: string; onClick: () => void }): void;
  /** Milliseconds that go on whatever the clock is set to. */
  elapsed(): number;
}

/** What of the desk this works with. */
export interface AlertDesk {
  readonly client: { readonly replica: Pick<Replica, 'conversations' | 'on'> };
  readonly people: Pick<People, 'me'>;
  readonly presence: Pick<Presence, 'statusOf'>;
  readonly router: Pick<Router, 'place' | 'go'>;
  readonly alertChoice: Pick<AlertChoice, 'is'>;
  nameOf(contact: Contact): string;
}

interface Alert {
  readonly kind: AlertKind;
  readonly title: string;
  readonly body: string;
  readonly conversationId: ConversationId;
}

/** Calls the person at this screen, by sound and by a notice, when they look elsewhere. */
export class Alerts {
  /** How a line says what a message is: the screens know. */
  describe: (last: Preview) => string = ({ text }) => text;
  readonly #desk: AlertDesk;
  readonly #attention: Attention;
  readonly #unsubscribe: Unsubscribe;
  #lastSound = -Infinity;
  /** When the latest notices were shown. */
  #recent: number[] = [];

  constructor(desk: AlertDesk, attention: Attention) {
    this.#desk = desk;
    this.#attention = attention;
    this.#unsubscribe = desk.client.replica.on((change) => this.#follow(change));
  }

  close(): void {
    this.#unsubscribe();
  }

  /** Something that concerns this person alone. */
  tell(title: string, { id, contact }: Pick<Conversation, 'id' | 'contact'>): void {
    const body = this.#desk.nameOf(contact);
    this.#alert({
      kind: 'mine',
      title,
      body: title.includes(body) ? '' : body,
      conversationId: id,
    });
  }

  #follow(change: ReplicaChange): void {
    if (change.slice !== 'conversations') return;
    const { client, people, presence, alertChoice } = this.#desk;
    const { me } = people;
    if (me === null) return;
    const person = {
      id: me.id,
      status: presence.statusOf(me.id),
      hearsOfQueue: alertChoice.is('waiting'),
    };
    for (const id of change.written) {
      const conversation = client.replica.conversations.get(id);
      const kind = conversation ? alertForMessage(conversation, person) : null;
      if (conversation && kind !== null) this.#alert(this.#ofMessage(kind, conversation));
    }
  }

  #ofMessage(kind: AlertKind, { id, contact, last }: Conversation): Alert {
    const isShown = this.#desk.alertChoice.is('preview') && last?.author.type === 'contact';
    return {
      kind,
      title: this.#desk.nameOf(contact),
      body: isShown ? this.describe(last) : t.alerts[kind],
      conversationId: id,
    };
  }

  #alert(alert: Alert): void {
    const { router, alertChoice } = this.#desk;
    const isLookedAt = this.#attention.isLookedAt();
    const { place } = router;
    const isOpen = place.name === 'inbox' && place.conversationId === alert.conversationId;
    if (!this.#attention.mayAlert() || (isLookedAt && isOpen)) return;
    const now = this.#attention.elapsed();
    if (alertChoice.is('sound') && now - this.#lastSound >= BETWEEN_SOUNDS_MS) {
      this.#lastSound = now;
      this.#attention.chime(alert.kind);
    }
    if (!isLookedAt && alertChoice.is('notices')) this.#notice(alert, now);
  }

  #notice({ title, body, conversationId }: Alert, now: number): void {
    const { router } = this.#desk;
    this.#recent = [...this.#recent.filter((at) => now - at < CROWD_MS), now];
    if (this.#recent.length > CROWD) {
      this.#attention.notice({
        title: t.alerts.several(this.#recent.length),
        body: '',
        tag: 'deskline-crowd',
        onClick: () => router.go(INBOX),
      });
      return;
    }
    this.#attention.notice({
      title,
      body,
      tag: `deskline-${conversationId}`,
      onClick: () => router.go(conversationPlace(conversationId)),
    });
  }
}
