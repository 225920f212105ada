import type { AgentId, ConversationId } from '#shared/domain/ids.ts';
import type { Answering } from '#shared/domain/presence.ts';
import { Emitter } from '#shared/util/emitter.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type { AnsweringStatus, Screen } from '../api.ts';
import type { ConversationChange } from '../journal/conversation-change.ts';
import type { Commit, Ledger } from '../journal/ledger.ts';
import type { Clock } from '../ports/system.ts';
import { PAUSE_MS } from './typing.ts';

/** One screen on which an answer is being written. */
interface Sign {
  readonly agentId: AgentId;
  readonly screen: Screen | undefined;
  readonly cancelPause: () => void;
}

/** Who is writing an answer, for colleagues: everybody who does, not only the first. */
export class AnsweringAgents implements AnsweringStatus {
  readonly #clock: Clock;
  readonly #signs = new Map<ConversationId, Sign[]>();
  readonly #changes = new Emitter<Answering>();

  constructor(ledger: Ledger, clock: Clock) {
    this.#clock = clock;
    ledger.on((commit) => this.#follow(commit));
  }

  on(listener: (answering: Answering) => void): Unsubscribe {
    return this.#changes.on(listener);
  }

  all(): Answering[] {
    return [...this.#signs].map(([conversationId, signs]) => ({
      conversationId,
      agentIds: agentsOf(signs),
    }));
  }

  /** Said every few seconds by a screen on which somebody writes. */
  writes(id: ConversationId, agentId: AgentId, screen: Screen | undefined): void {
    const isSame = (sign: Sign) => sign.agentId === agentId && sign.screen === screen;
    const cancelPause = this.#clock.after(PAUSE_MS, () => this.#end(id, (sign) => sign === own));
    const own: Sign = { agentId, screen, cancelPause };
    this.#change(id, (signs) => {
      signs.find(isSame)?.cancelPause();
      // Who goes on keeps their place among those who write.
      return signs.some(isSame)
        ? signs.map((sign) => (isSame(sign) ? own : sign))
        : [...signs, own];
    });
  }

  paused(id: ConversationId, agentId: AgentId, screen: Screen | undefined): void {
    this.#end(id, (sign) => sign.agentId === agentId && sign.screen === screen);
  }

  /** A screen is gone, and with it what was being written there. */
  gone(screen: Screen): void {
    for (const id of [...this.#signs.keys()]) this.#end(id, (sign) => sign.screen === screen);
  }

  stop(): void {
    for (const { cancelPause } of [...this.#signs.values()].flat()) cancelPause();
    this.#signs.clear();
  }

  #follow({ entries, changes }: Commit): void {
    if (this.#signs.size === 0) return;
    for (const { fact } of entries) {
      if (fact.kind !== 'message.queued') continue;
      const { author } = fact.message;
      if (author.type !== 'agent') continue;
      this.#end(fact.conversationId, ({ agentId }) => agentId === author.agentId);
    }
    for (const change of changes) this.#followChange(change);
  }

  /** Closed, merged into another, or somebody else's now: what others write there is no answer. */
  #followChange({ before, after }: ConversationChange): void {
    const id = (after ?? before)?.id;
    if (id === undefined || !this.#signs.has(id)) return;
    const isOver = after === null || (after.state === 'closed' && before?.state !== 'closed');
    if (isOver) this.#end(id, () => true);
    else if (after.ownerId !== null) this.#end(id, ({ agentId }) => agentId !== after.ownerId);
  }

  #end(id: ConversationId, isOver: (sign: Sign) => boolean): void {
    this.#change(id, (signs) => {
      for (const sign of signs) if (isOver(sign)) sign.cancelPause();
      return signs.filter((sign) => !isOver(sign));
    });
  }

  #change(id: ConversationId, next: (signs: readonly Sign[]) => Sign[]): void {
    const before = this.#signs.get(id) ?? [];
    const after = next(before);
    if (after.length > 0) this.#signs.set(id, after);
    else this.#signs.delete(id);
    const agentIds = agentsOf(after);
    if (agentIds.join() === agentsOf(before).join()) return;
    this.#changes.emit({ conversationId: id, agentIds });
  }
}

/** Two screens of one agent are one agent. */
function agentsOf(signs: readonly Sign[]): AgentId[] {
  return [...new Set(signs.map(({ agentId }) => agentId))];
}
