import type { Conversation } from '../domain/conversation.ts';
import type { AgentId, ConversationId, Seq, TagId } from '../domain/ids.ts';
import { conversationViewSchema } from '../protocol/commands/conversation.ts';
import type { ConversationView, ListCursor } from '../protocol/commands/conversation.ts';
import type { ChangeBatch } from './change-batch.ts';
import { ConversationList } from './conversation-list.ts';
import { Redirects } from './redirects.ts';
import type { ViewPage } from './types.ts';

/** The conversations that the host told of, and in which views they are as far as those were read. */
export class KnownConversations {
  readonly byId = new Map<ConversationId, Conversation>();
  readonly #changes: ChangeBatch;
  readonly #lists: Readonly<Record<ConversationView, ConversationList>> = {
    waiting: new ConversationList('waiting'),
    mine: new ConversationList('mine'),
    all: new ConversationList('all'),
    mentions: new ConversationList('mentions'),
    snoozed: new ConversationList('snoozed'),
    closed: new ConversationList('closed'),
    tagged: new ConversationList('tagged'),
  };
  readonly #redirects = new Redirects();
  #tagId: TagId | null = null;

  constructor(changes: ChangeBatch) {
    this.#changes = changes;
  }

  get tagId(): TagId | null {
    return this.#tagId;
  }

  list(view: ConversationView): readonly Conversation[] {
    return this.#lists[view].list(this.byId.values());
  }

  view(view: ConversationView): ViewPage {
    return this.#lists[view].page;
  }

  viewEnd(view: ConversationView): ListCursor | null {
    return this.#lists[view].end;
  }

  /** See ConversationList. */
  isShort(view: ConversationView, least: number): boolean {
    return this.#lists[view].isShort(this.byId.values(), least);
  }

  current(id: ConversationId): ConversationId {
    return this.#redirects.current(id);
  }

  chooseTag(tagId: TagId | null, me: AgentId | null): void {
    this.#tagId = tagId;
    this.#lists.tagged.reset({ me, tagId });
    this.#changes.slice('views');
  }

  /** Takes over copies that are newer than what is known, wherever they came from. */
  merge(conversations: readonly Conversation[]): void {
    this.#changes.run(() => {
      for (const conversation of conversations) {
        const known = this.byId.get(conversation.id);
        if (known && known.revision >= conversation.revision) continue;
        if (this.#redirects.isOutdated(conversation)) continue;
        this.byId.set(conversation.id, conversation);
        for (const view of conversationViewSchema.options) {
          this.#lists[view].changed(known, conversation);
        }
        this.#changes.conversation(conversation.id);
      }
    });
  }

  pageRead(
    view: ConversationView,
    conversations: readonly Conversation[],
    next: ListCursor | null,
  ): void {
    this.#changes.run(() => {
      this.merge(conversations);
      this.#lists[view].pageRead(next);
      this.#changes.slice('views');
    });
  }

  merged(goneId: ConversationId, intoId: ConversationId, seq: Seq): void {
    this.#redirects.merged(goneId, intoId, seq);
    const gone = this.byId.get(goneId);
    if (!gone) return;
    for (const view of conversationViewSchema.options) this.#lists[view].gone(gone);
    this.byId.delete(goneId);
    this.#changes.conversation(goneId);
  }

  /** This person does not see it any more; should they again, it comes as any other. */
  leave(id: ConversationId): void {
    this.#redirects.left(id);
    const gone = this.byId.get(id);
    if (!gone) return;
    for (const view of conversationViewSchema.options) this.#lists[view].gone(gone);
    this.byId.delete(id);
    this.#changes.conversation(id);
  }

  unmerged(goneId: ConversationId): void {
    this.#redirects.unmerged(goneId);
  }

  forget(me: AgentId | null): void {
    this.byId.clear();
    this.#redirects.forget();
    for (const view of conversationViewSchema.options) {
      this.#lists[view].reset({ me, tagId: this.#tagId });
    }
  }
}
