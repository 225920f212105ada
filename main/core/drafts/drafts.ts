import type { Draft } from '#shared/domain/draft.ts';
import { isNoDraft, joinedDraft, MOST_DRAFTS, NO_WORDS } from '#shared/domain/draft.ts';
import type { AgentId, ConversationId } from '#shared/domain/ids.ts';
import { Emitter } from '#shared/util/emitter.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler, DraftChange, DraftStatus } from '../api.ts';
import type { Commit, Ledger } from '../journal/ledger.ts';
import { notFound } from '../ownership/claim.ts';
import type { AgentDraft } from '../ports/records.ts';
import type { Log } from '../ports/system.ts';

/**
 * What agents have begun to write, so that it is on each of their screens. Nobody else sees it and
 * it is no part of what happened, so it is not in the journal.
 */
export class Drafts implements DraftStatus {
  readonly #ledger: Ledger;
  readonly #log: Log;
  readonly #changes = new Emitter<DraftChange>();
  #revision = 0;
  #moving: Promise<void> = Promise.resolve();

  constructor(ledger: Ledger, log: Log) {
    this.#ledger = ledger;
    this.#log = log;
    ledger.on((commit) => this.#follow(commit));
  }

  of(agentId: AgentId): Draft[] {
    return this.#ledger.read.drafts.of(agentId);
  }

  on(listener: (change: DraftChange) => void): Unsubscribe {
    return this.#changes.on(listener);
  }

  readonly save: CommandHandler<'draft.save'> = async (draft, caller, screen) => {
    const outcome = await this.#ledger.write(({ tx }) => {
      if (tx.conversations.get(draft.conversationId) === null) return notFound();
      const others = tx.drafts.of(caller.id).filter((other) => !isOfSame(other, draft));
      if (!isNoDraft(draft) && others.length >= MOST_DRAFTS) {
        return fail('too-many', `The host keeps ${MOST_DRAFTS} drafts of an agent at most.`);
      }
      tx.putDraft({ agentId: caller.id, ...draft });
      return ok({ revision: ++this.#revision });
    });
    if (outcome.ok) {
      const { revision } = outcome.value;
      this.#changes.emit({ agentId: caller.id, draft, revision, screen });
    }
    return outcome;
  };

  async idle(): Promise<void> {
    await this.#moving;
  }

  #follow({ entries }: Commit): void {
    for (const { fact } of entries) {
      if (fact.kind !== 'contact.merged') continue;
      const { goneId, conversationId } = fact;
      this.#moving = this.#moving
        .then(() => this.#move(goneId, conversationId))
        .catch((error: unknown) => this.#log.error({ error }, 'drafts could not be moved'));
    }
  }

  /** What was begun for a conversation goes on in the one it was merged into. */
  async #move(from: ConversationId, to: ConversationId): Promise<void> {
    if (this.#ledger.read.drafts.in(from).length === 0) return;
    const moved = await this.#ledger.write(({ tx }) => {
      const there = tx.drafts.in(to);
      return tx.drafts.in(from).map((draft): AgentDraft => {
        const other = there.find((one) => one.agentId === draft.agentId && one.kind === draft.kind);
        const joined = { ...draft, ...joinedDraft(other ?? NO_WORDS, draft), conversationId: to };
        tx.putDraft({ ...draft, ...NO_WORDS });
        tx.putDraft(joined);
        return joined;
      });
    });
    for (const { agentId, ...draft } of moved) {
      const revision = ++this.#revision;
      this.#changes.emit({ agentId, draft, revision, screen: undefined });
    }
  }
}

function isOfSame(one: Draft, other: Draft): boolean {
  return one.conversationId === other.conversationId && one.kind === other.kind;
}
