import type { Agent, Role } from '#shared/domain/agent.ts';
import type { Conversation, Counts } from '#shared/domain/conversation.ts';
import { isCoverageFact, nextCoverage } from '#shared/domain/coverage.ts';
import type { Coverage } from '#shared/domain/coverage.ts';
import type { AgentId, ConversationId, Seq } from '#shared/domain/ids.ts';
import type { Draft } from '#shared/domain/draft.ts';
import type { Fact, JournalEntry } from '#shared/domain/journal.ts';
import type { AgentPresence, Answering } from '#shared/domain/presence.ts';
import { isLabelFact, nextLabels } from '#shared/domain/labels.ts';
import type { Labels } from '#shared/domain/labels.ts';
import type { ResumePoint } from '#shared/protocol/frames.ts';
import { Emitter } from '#shared/util/emitter.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type {
  Delta,
  HoursStatus,
  NumberStatus,
  OfficeStatus,
  Opening,
  Sync,
  TroubleStatus,
} from '../api.ts';
import type { Commit, Ledger } from '../journal/ledger.ts';
import { countsAfter } from './counts.ts';
import { deletedByNow, deletedIn, deltaFor } from './visible-to.ts';

/** Missing more than this, a client reads the lists anew. */
const MOST_MISSED = 5_000;
const CHUNK = 500;

/** What a welcome says besides what the journal has. */
interface Told {
  readonly number: NumberStatus;
  readonly trouble: TroubleStatus;
  readonly presence: { all(): AgentPresence[] };
  readonly answering: { all(): Answering[] };
  readonly drafts: { of(agentId: AgentId): Draft[] };
  readonly office: OfficeStatus;
  readonly hours: HoursStatus;
}

/** The journal as a stream of deltas. */
export class SyncFeed implements Sync {
  readonly #ledger: Ledger;
  readonly #told: Told;
  readonly #deltas = new Emitter<Delta>();
  /** Everything up to here has been announced; newer commits are announced in this process. */
  #position: Seq;
  #counts: Counts;
  #coverage: Coverage;
  #labels: Labels;

  constructor(ledger: Ledger, told: Told) {
    this.#ledger = ledger;
    this.#told = told;
    this.#position = ledger.read.journal.head();
    this.#counts = ledger.read.conversations.counts();
    this.#coverage = ledger.read.coverage.get();
    this.#labels = ledger.read.labels.get();
    ledger.on((commit) => this.#announce(commit));
  }

  on(listener: (delta: Delta) => void): Unsubscribe {
    return this.#deltas.on(listener);
  }

  open(agent: Agent, resume: ResumePoint | null): Opening {
    const { journal, agents } = this.#ledger.read;
    const { number, trouble, presence, answering, drafts, office, hours } = this.#told;
    const all = resume === null ? null : this.#missedSince(agent, resume, journal.id());
    const deleted = deletedByNow(this.#ledger.read);
    const missed = all?.map((each) => deltaFor(agent.role, each, deleted)) ?? null;
    return {
      welcome: {
        mode: missed === null ? 'snapshot' : 'resumed',
        journalId: journal.id(),
        seq: missed === null || resume === null ? this.#position : resume.seq,
        me: agent,
        agents: agents.all(),
        counts: this.#counts,
        labels: this.#labels,
        number: number.stateFor(agent.role),
        coverage: this.#coverage,
        trouble: trouble.current,
        presence: presence.all(),
        answering: answering.all(),
        drafts: drafts.of(agent.id),
        office: office.current,
        hours: hours.current,
      },
      missed: missed ?? [],
    };
  }

  forRole(delta: Delta, role: Role): Delta {
    return deltaFor(role, delta, deletedIn(delta));
  }

  /** Null when only a snapshot will do. */
  #missedSince({ id, role }: Agent, resume: ResumePoint, journalId: string): Delta[] | null {
    const isOurs = resume.journalId === journalId && resume.seq <= this.#position;
    if (!isOurs || this.#position - resume.seq > MOST_MISSED) return null;
    const deltas: Delta[] = [];
    for (let after = resume.seq; after < this.#position;) {
      const entries = this.#ledger.read.journal
        .after(after, CHUNK)
        .filter(({ seq }) => seq <= this.#position);
      // What they had with another role is not what they would get now.
      if (entries.some(({ fact }) => hadAnotherRole(fact, id, role))) return null;
      const upTo = entries.at(-1)?.seq ?? this.#position;
      const conversations = this.#touchedBy(entries);
      deltas.push({ after, upTo, entries, conversations, counts: this.#counts });
      after = upTo;
    }
    return deltas;
  }

  /** As they are now: a later delta that changed one again brings the same or a newer copy. */
  #touchedBy(entries: readonly JournalEntry[]): Conversation[] {
    const ids = new Set<ConversationId>();
    for (const { fact } of entries) {
      if ('conversationId' in fact) ids.add(fact.conversationId);
      if (fact.kind === 'contact.unmerged') ids.add(fact.goneId);
    }
    return [...ids]
      .map((id) => this.#ledger.read.conversations.get(id))
      .filter((conversation) => conversation !== null);
  }

  #announce({ entries, changes }: Commit): void {
    const upTo = entries.at(-1)?.seq;
    if (upTo === undefined) return;
    for (const { fact, at } of entries) {
      if (isLabelFact(fact)) this.#labels = nextLabels(this.#labels, fact);
      if (isCoverageFact(fact)) this.#coverage = nextCoverage(this.#coverage, fact, at);
    }
    for (const change of changes) this.#counts = countsAfter(this.#counts, change);
    const newest = newestOf(changes);
    const delta: Delta = {
      after: this.#position,
      upTo,
      entries,
      conversations: newest,
      counts: this.#counts,
    };
    this.#position = upTo;
    this.#deltas.emit(delta);
  }
}

function hadAnotherRole(fact: Fact, id: AgentId, role: Role): boolean {
  return fact.kind === 'agent.changed' && fact.agent.id === id && fact.before.role !== role;
}

/** Each conversation that is still there, as the last of its changes left it. */
function newestOf(changes: Commit['changes']): Conversation[] {
  const newest = new Map<ConversationId, Conversation>();
  for (const { before, after } of changes) {
    if (after !== null) newest.set(after.id, after);
    else if (before !== null) newest.delete(before.id);
  }
  return [...newest.values()];
}
