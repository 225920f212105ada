import type { Agent } from '#shared/domain/agent.ts';
import type { AgentId, ConversationId, MessageId } from '#shared/domain/ids.ts';

/** What somebody knew when they asked. */
export interface Asked {
  readonly epoch: number;
  readonly lastSeenMessageId: MessageId | null;
}

type Named = Asked & { readonly conversationId: ConversationId };

interface Command {
  readonly name: string;
  readonly params: Named & { readonly clientRef: string; readonly conversations: readonly Named[] };
}

/** Commands that arrived at the host and may only be followed by who has seen everything. */
export class AskedFor {
  readonly #asked = new Map<string, Asked[]>();

  hear({ id }: Agent, text: string): void {
    if (!text.includes('"lastSeenMessageId"')) return;
    const { name, params } = JSON.parse(text) as Command;
    switch (name) {
      case 'reply.send':
        return this.#add(`reply ${id} ${params.clientRef}`, params);
      case 'conversation.close':
      case 'conversation.snooze':
        return this.#add(`${name} ${id} ${params.conversationId}`, params);
      case 'conversation.close-many':
        for (const one of params.conversations) {
          this.#add(`conversation.close ${id} ${one.conversationId}`, one);
        }
    }
  }

  reply(by: AgentId, clientRef: string | null): readonly Asked[] {
    return this.#asked.get(`reply ${by} ${clientRef}`) ?? [];
  }

  /** To have it out of the way. */
  putAway(what: 'close' | 'snooze', by: AgentId | null, id: ConversationId): readonly Asked[] {
    return this.#asked.get(`conversation.${what} ${by} ${id}`) ?? [];
  }

  #add(key: string, asked: Asked): void {
    this.#asked.set(key, [...(this.#asked.get(key) ?? []), asked]);
  }
}

export function hasSeen({ lastSeenMessageId: seen }: Asked, last: MessageId | null): boolean {
  return last === null || (seen !== null && seen >= last);
}
