import type { AgentId, ConversationId } from '../domain/ids.ts';
import type { JournalEntry } from '../domain/journal.ts';
import { nextPresence } from '../domain/presence.ts';
import type { AgentPresence, Answering } from '../domain/presence.ts';
import type { WelcomeFrame } from '../protocol/frames.ts';

/** Who is here and who writes where, as the host says it. */
export class Colleagues {
  presence: ReadonlyMap<AgentId, AgentPresence> = new Map();
  answering: ReadonlyMap<ConversationId, readonly AgentId[]> = new Map();

  /** Writing is no part of the journal: what was known of it before does not count any more. */
  welcome({ mode, presence, answering }: WelcomeFrame): void {
    if (mode === 'snapshot') this.presence = new Map(presence.map((one) => [one.agentId, one]));
    this.answering = new Map(answering.map((one) => [one.conversationId, one.agentIds]));
  }

  /** Whether the entry changed who is here. */
  apply({ fact, at }: JournalEntry): boolean {
    if (fact.kind !== 'agent.status-changed') return false;
    const next = nextPresence(this.presence.get(fact.agentId) ?? null, fact, at);
    this.presence = new Map(this.presence).set(fact.agentId, next);
    return true;
  }

  write({ conversationId, agentIds }: Answering): void {
    const answering = new Map(this.answering);
    if (agentIds.length > 0) answering.set(conversationId, agentIds);
    else answering.delete(conversationId);
    this.answering = answering;
  }

  /** Whether somebody was writing there, of whom this person does not hear any more. */
  leave(id: ConversationId): boolean {
    const hadSome = this.answering.has(id);
    if (hadSome) this.write({ conversationId: id, agentIds: [] });
    return hadSome;
  }

  /** Without a connection nobody knows whether they still do. */
  forgetWriting(): void {
    this.answering = new Map();
  }
}
