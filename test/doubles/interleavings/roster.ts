import type { AgentId } from '#shared/domain/ids.ts';
import type { Fact } from '#shared/domain/journal.ts';

/** Who is here, and how much the office gives to one person, as the journal tells it. */
export class Roster {
  readonly #online = new Set<AgentId>();
  #capacity = 8;

  apply(fact: Fact): void {
    if (fact.kind === 'agent.status-changed') {
      if (fact.status === 'online') this.#online.add(fact.agentId);
      else this.#online.delete(fact.agentId);
    }
    if (fact.kind === 'settings.changed' && fact.name === 'routing.capacity') {
      this.#capacity = Number(fact.after);
    }
  }

  /** Null: the host may give them one more. */
  objection(agentId: AgentId | null, open: number): string | null {
    if (agentId === null || !this.#online.has(agentId))
      return 'given to somebody who is not online';
    return open >= this.#capacity ? `given to somebody who has ${open} open chats` : null;
  }
}
