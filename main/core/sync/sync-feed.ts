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
import { can } from '#shared/domain/rights.ts';
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
import { countsIn, coverageIn, deltaInSight, wasBefore } from './delta-in-sight.ts';
import type { FeedState } from './delta-in-sight.ts';
import { RecentChanges } from './recent-changes.ts';
import type { Sight } from './sight.ts';
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
  readonly #sight: Sight;
  readonly #told: Told;
  readonly #deltas = new Emitter<Delta>();
  /** Everything up to here has been announced; newer commits are announced in this process. */
  #position: Seq;
  #counts: Counts;
  #coverage: Coverage;
  #labels: Labels;
  readonly #recent: RecentChanges;

  constructor(ledger: Ledger, sight: Sight, told: Told) {
    this.#ledger = ledger;
    this.#sight = sight;
    this.#told = told;
    this.#position = ledger.read.journal.head();
    this.#recent = new RecentChanges(this.#position);
    this.#counts = ledger.read.conversations.counts();
    this.#coverage = ledger.read.coverage.get();
    this.#labels = ledger.read.labels.get();
    ledger.on((commit) => this.#announce(commit));
  }

  on(listener: (delta: Delta) => void): Unsubscribe {
    return this.#deltas.on(listener);
  }

  open(agent: Agent, resume: ResumePoint | null): Opening {
    const { journal, agents, conversations } = this.#ledger.read;
    const ownedSeenBy = conversations.ownedSeenBy;
    const { number, trouble, presence, answering, drafts, office, hours } = this.#told;
    const view = this.#sight.of(agent);
    const all = resume === null ? null : this.#missedSince(agent, resume, journal.id());
    const deleted = deletedByNow(this.#ledger.read);
    const shown = all?.map((each) => deltaFor(agent.role, each, deleted)) ?? null;
    const entries = shown?.flatMap((each) => each.entries);
    const missed =
      view === null
        ? shown
        : (shown?.map((each) => deltaInSight(view, each, this.#state(), entries).delta) ?? null);
    return {
      welcome: {
        mode: missed === null ? 'snapshot' : 'resumed',
        journalId: journal.id(),
        seq: missed === null || resume === null ? this.#position : resume.seq,
        me: agent,
        agents: agents.all(),
        counts: view === null ? this.#counts : countsIn(view.by, this.#counts, ownedSeenBy),
        labels: this.#labels,
        number: number.stateFor(agent.role),
        coverage: view === null ? this.#coverage : coverageIn(view, this.#coverage),
        trouble: trouble.current,
        presence: presence.all(),
        answering: (view === null ? null : view.keep(answering.all())) ?? answering.all(),
        drafts: drafts.of(agent.id),
        office: office.current,
        hours: hours.current,
      },
      missed: missed ?? [],
    };
  }

  forRole(delta: Delta, role: Role): Delta {
    const { was: _was, ...shown } = deltaFor(role, delta, deletedIn(delta));
    return shown;
  }

  seesAll(agent: Agent): boolean {
    return this.#sight.seesAll(agent);
  }

  sees(agent: Agent, id: ConversationId): boolean {
    return this.#sight.of(agent)?.sees(id) ?? true;
  }

  forAgent(delta: Delta, agent: Agent) {
    const shown = deltaFor(agent.role, delta, deletedIn(delta));
    const view = this.#sight.of(agent);
    // Everybody sees everything from now on: this screen is about to begin anew.
    if (view === null) return { delta: this.forRole(delta, agent.role), came: [] };
    return deltaInSight(view, shown, this.#state());
  }

  beginsAnew(fact: Fact, { id, role }: Agent): boolean {
    if (fact.kind === 'settings.changed') {
      return fact.name === 'visibility.agentsSee' && !can(role, 'see-every-chat');
    }
    if (fact.kind !== 'agent.changed' || fact.agent.id !== id) return false;
    if (fact.before.role !== fact.agent.role) return true;
    const hasOtherSkills = fact.before.skills.join() !== fact.agent.skills.join();
    return hasOtherSkills && !this.#sight.seesAll(fact.agent);
  }

  #state(): FeedState {
    const { ownedSeenBy } = this.#ledger.read.conversations;
    return { counts: this.#counts, coverage: this.#coverage, ownedSeenBy };
  }

  /** Null when only a snapshot will do. */
  #missedSince(agent: Agent, resume: ResumePoint, journalId: string): Delta[] | null {
    const isOurs = resume.journalId === journalId && resume.seq <= this.#position;
    if (!isOurs || this.#position - resume.seq > MOST_MISSED) return null;
    const deltas: Delta[] = [];
    for (let after = resume.seq; after < this.#position;) {
      const entries = this.#ledger.read.journal
        .after(after, CHUNK)
        .filter(({ seq }) => seq <= this.#position);
      if (entries.some(({ fact }) => this.beginsAnew(fact, agent))) return null;
      const upTo = entries.at(-1)?.seq ?? this.#position;
      const conversations = this.#touchedBy(entries);
      deltas.push({ after, upTo, entries, conversations, counts: this.#counts });
      after = upTo;
    }
    if (this.#sight.seesAll(agent)) return deltas;
    const was = this.#recent.since(resume.seq);
    if (was === null) return null;
    return deltas.map((delta, index) => (index === 0 ? { ...delta, was } : delta));
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
    const was = this.#sight.isNarrow ? wasBefore(changes) : undefined;
    this.#recent.note(upTo, was);
    const delta: Delta = {
      after: this.#position,
      upTo,
      entries,
      conversations: newest,
      counts: this.#counts,
      ...(was === undefined ? {} : { was }),
    };
    this.#position = upTo;
    this.#deltas.emit(delta);
  }
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
