import type { AgentId, ConversationId, MessageId } from '#shared/domain/ids.ts';
import type { Fact } from '#shared/domain/journal.ts';
import type { Chat } from './chat.ts';

/** Its flow greets and asks; everything else is one message for one message. */
const MOST_IN_A_ROW = 2;

interface Talk {
  inARow: number;
  /** Somebody owned it, answered it or wrote on the phone in this episode. */
  hadPerson: boolean;
  /** One that came by themselves; the host giving it to them cancels no farewell. */
  cameIn: boolean;
}

/** What a chatbot may do as any bystander would say, who knows nothing of how it decides. */
export class BotManners {
  readonly #talks = new Map<ConversationId, Talk>();
  readonly #own = new Set<MessageId>();

  /** What is wrong with a fact, seen before it changes the chat; null: nothing. */
  objection(fact: Fact, by: AgentId | null, chat: Readonly<Chat>): string | null {
    if (!('conversationId' in fact)) return null;
    const talk = this.#talk(fact.conversationId);
    switch (fact.kind) {
      case 'message.received':
        talk.inARow = 0;
        if (chat.state === 'closed') Object.assign(talk, { hadPerson: false, cameIn: false });
        return null;
      case 'message.observed':
        return this.#person(talk, true);
      case 'conversation.claimed':
      case 'conversation.taken-over':
        return this.#person(talk, true);
      case 'conversation.transferred':
        return this.#person(talk, by !== null);
      case 'message.queued':
        if (fact.message.author.type !== 'bot') return this.#person(talk, true);
        // What rules may say is judged by itself.
        if (fact.message.author.rule !== undefined) return null;
        this.#own.add(fact.message.id);
        talk.inARow += 1;
        if (talk.inARow > MOST_IN_A_ROW) return 'the bot talks to itself';
        if (talk.hadPerson || chat.owner !== null) return 'the bot talks over a person';
        return chat.isBlocked ? 'the bot talks to somebody who is blocked' : null;
      case 'message.state-changed':
        if (!this.#own.has(fact.messageId) || fact.state !== 'sending' || by !== null) return null;
        return talk.cameIn ? 'the bot is sent after a person came in' : null;
      default:
        return null;
    }
  }

  #person(talk: Talk, isByItself: boolean): null {
    talk.hadPerson = true;
    if (isByItself) talk.cameIn = true;
    return null;
  }

  #talk(id: ConversationId): Talk {
    const known = this.#talks.get(id) ?? { inARow: 0, hadPerson: false, cameIn: false };
    this.#talks.set(id, known);
    return known;
  }
}
