import { wakesAt } from '../domain/conversation.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { AgentId, ConversationId, TagId } from '../domain/ids.ts';
import type { ConversationView, ListCursor } from '../protocol/commands/conversation.ts';
import type { ViewPage } from './types.ts';

type Order = (a: ListCursor, b: ListCursor) => number;

const oldestFirst: Order = (a, b) => a.at - b.at || a.id - b.id;
const newestFirst: Order = (a, b) => b.at - a.at || b.id - a.id;

/** Whom _mine_ means, and which tag _tagged_ does. */
interface Whose {
  readonly me: AgentId | null;
  readonly tagId: TagId | null;
}

function belongs(
  view: ConversationView,
  conversation: Conversation,
  { me, tagId }: Whose,
): boolean {
  const { state, ownerId } = conversation;
  switch (view) {
    case 'all':
      return state !== 'closed';
    case 'waiting':
    case 'closed':
      return state === view;
    case 'mine':
      return state === 'open' && ownerId === me;
    case 'snoozed':
      return state === 'snoozed' && ownerId === me;
    case 'mentions':
      return conversation.mentions.some(({ agentId }) => agentId === me);
    case 'tagged':
      return tagId !== null && conversation.tags.includes(tagId);
  }
}

/** Where a conversation stands in a view. */
function placeIn(
  view: ConversationView,
  conversation: Conversation,
  me: AgentId | null,
): ListCursor {
  const { id, waitingSince, lastAt } = conversation;
  switch (view) {
    case 'waiting':
      return { at: waitingSince ?? lastAt, id };
    case 'snoozed':
      return { at: wakesAt(conversation), id };
    case 'mentions': {
      const mention = conversation.mentions.find(({ agentId }) => agentId === me);
      return { at: mention?.at ?? lastAt, id };
    }
    default:
      return { at: lastAt, id };
  }
}

/**
 * One view, as far as it was read: everything up to the end of the last page, in order. What is
 * known from elsewhere but lies beyond that end would leave holes and is not shown.
 */
export class ConversationList {
  readonly #view: ConversationView;
  readonly #order: Order;
  #page: ViewPage = { isLoaded: false, hasMore: false };
  #end: ListCursor | null = null;
  #whose: Whose = { me: null, tagId: null };
  #items: readonly Conversation[] = [];
  /** Changed since `#items` was made. */
  readonly #changed = new Map<ConversationId, Conversation>();
  #isStale = false;
  #hasShrunk = false;

  constructor(view: ConversationView) {
    this.#view = view;
    this.#order = view === 'waiting' || view === 'snoozed' ? oldestFirst : newestFirst;
  }

  get page(): ViewPage {
    return this.#page;
  }

  /** End of the last page; null when nothing is loaded or nothing is left. */
  get end(): ListCursor | null {
    return this.#end;
  }

  /** Forgets everything. */
  reset(whose: Whose): void {
    this.#whose = whose;
    this.#page = { isLoaded: false, hasMore: false };
    this.#end = null;
    this.#items = [];
    this.#changed.clear();
    this.#isStale = false;
    this.#hasShrunk = false;
  }

  /** A page was read; its conversations are among the known ones by now. */
  pageRead(next: ListCursor | null): void {
    this.#page = { isLoaded: true, hasMore: next !== null };
    this.#end = next;
    this.#isStale = true;
  }

  changed(before: Conversation | undefined, after: Conversation): void {
    const wasShown = before !== undefined && this.#shows(before);
    const isShown = this.#shows(after);
    if (wasShown && !isShown) this.#hasShrunk = true;
    if (wasShown || isShown) this.#changed.set(after.id, after);
  }

  /** It was merged into another one. */
  gone(conversation: Conversation): void {
    if (!this.#shows(conversation)) return;
    this.#isStale = true;
    this.#hasShrunk = true;
  }

  list(known: Iterable<Conversation>): readonly Conversation[] {
    if (this.#isStale) this.#items = this.#sorted([...known]);
    else if (this.#changed.size > 0) this.#items = this.#merged();
    this.#isStale = false;
    this.#changed.clear();
    return this.#items;
  }

  /**
   * Whether so many have left that the loaded part no longer fills `least` places, with more to
   * be read. Asked again without another one leaving: false.
   */
  isShort(known: Iterable<Conversation>, least: number): boolean {
    if (!this.#hasShrunk) return false;
    this.#hasShrunk = false;
    return this.#page.hasMore && this.list(known).length < least;
  }

  #shows(conversation: Conversation): boolean {
    if (!this.#page.isLoaded || !belongs(this.#view, conversation, this.#whose)) return false;
    return this.#end === null || this.#order(this.#placeOf(conversation), this.#end) <= 0;
  }

  #placeOf(conversation: Conversation): ListCursor {
    return placeIn(this.#view, conversation, this.#whose.me);
  }

  #sorted(conversations: readonly Conversation[]): Conversation[] {
    return conversations
      .filter((conversation) => this.#shows(conversation))
      .map((conversation) => ({ conversation, place: this.#placeOf(conversation) }))
      .sort((a, b) => this.#order(a.place, b.place))
      .map(({ conversation }) => conversation);
  }

  /** The list was in order and only a few changed: cheaper than sorting all of it. */
  #merged(): Conversation[] {
    const fresh = this.#sorted([...this.#changed.values()]);
    const merged: Conversation[] = [];
    let next = 0;
    for (const item of this.#items) {
      if (this.#changed.has(item.id)) continue;
      const place = this.#placeOf(item);
      for (let head = fresh[next]; head; head = fresh[next]) {
        if (this.#order(this.#placeOf(head), place) > 0) break;
        merged.push(head);
        next += 1;
      }
      merged.push(item);
    }
    return merged.concat(fresh.slice(next));
  }
}
