import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  Accounts,
  AnsweringStatus,
  DraftChange,
  DraftStatus,
  Core,
  Delta,
  EndedSession,
  HoursStatus,
  MediaAccess,
  NumberStatus,
  OfficeStatus,
  PresenceStatus,
  Screen,
  Sync,
  TroubleStatus,
} from '#main/core/api.ts';
import { HERE } from '#main/core/ports/entrance.ts';
import type { Computers } from '#main/core/ports/entrance.ts';
import { withoutCodes } from '#main/core/number/number-link.ts';
import { nextConversation } from '#main/core/journal/conversation-head.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { NO_COUNTS } from '#shared/domain/conversation.ts';
import type { Conversation, Counts } from '#shared/domain/conversation.ts';
import { isCoverageFact, NO_COVERAGE, nextCoverage } from '#shared/domain/coverage.ts';
import type { Coverage } from '#shared/domain/coverage.ts';
import type { AgentId, ConversationId } from '#shared/domain/ids.ts';
import { seqSchema } from '#shared/domain/ids.ts';
import type { Fact, JournalEntry } from '#shared/domain/journal.ts';
import { isAuditOnly } from '#shared/domain/journal.ts';
import { NO_LABELS } from '#shared/domain/labels.ts';
import type { Message } from '#shared/domain/message.ts';
import type { LinkState } from '#shared/domain/number.ts';
import { NO_HOURS } from '#shared/domain/hours/now.ts';
import type { HoursNow } from '#shared/domain/hours/now.ts';
import { STANDARD_OFFICE } from '#shared/domain/office.ts';
import type { Office } from '#shared/domain/office.ts';
import type { Logo } from '#shared/domain/logo.ts';
import { nextPresence } from '#shared/domain/presence.ts';
import type { AgentPresence, Answering } from '#shared/domain/presence.ts';
import type { ResumePoint } from '#shared/protocol/frames.ts';
import { Emitter } from '#shared/util/emitter.ts';
import { fail, ok } from '#shared/util/result.ts';
import { aConversation, anAgent, anEntry } from '../client/builders.ts';
import { memoryHandlers } from './memory-handlers.ts';
import { applyToMessages } from './memory-messages.ts';

/** A whole office in memory behind the interface that the hub sees. */
export class MemoryCore implements Core {
  journalId = 'journal-1';
  /** Missing more entries than this, a client gets a snapshot. */
  mostMissed = 1_000;
  needsSetup = false;
  readonly agents: Agent[] = [anAgent(1, { role: 'admin' }), anAgent(2), anAgent(3)];
  readonly entries: JournalEntry[] = [];
  readonly conversations = new Map<ConversationId, Conversation>();
  readonly messages = new Map<ConversationId, readonly Message[]>();
  readonly tokens = new Map<string, Agent>();
  readonly files = new Map<string, { path: string; mime: string }>();
  readonly handlers = memoryHandlers(this);
  readonly #deltas = new Emitter<Delta>();
  readonly #numberChanged = new Emitter<undefined>();
  readonly #ended = new Emitter<EndedSession>();
  readonly #presence = new Map<AgentId, AgentPresence>();
  readonly #answering = new Map<ConversationId, Answering>();
  readonly #answeringChanged = new Emitter<Answering>();
  #number: LinkState = { name: 'stopped' };
  #coverage: Coverage = NO_COVERAGE;
  #lastId = 100;

  /** `directory`: where uploads go. */
  readonly #directory: string;

  constructor(directory = '/nowhere') {
    this.#directory = directory;
    for (const agent of this.agents) this.tokens.set(`token-of-${agent.id}`, agent);
  }

  get head(): number {
    return this.entries.length;
  }

  nextId(): number {
    return ++this.#lastId;
  }

  setNumber(state: LinkState): void {
    this.#number = state;
    this.#numberChanged.emit(undefined);
  }

  setAnswering(answering: Answering): void {
    this.#answering.delete(answering.conversationId);
    if (answering.agentIds.length > 0) this.#answering.set(answering.conversationId, answering);
    this.#answeringChanged.emit(answering);
  }

  endSession(token: string, hasDecided = false): void {
    const agentId = this.tokens.get(token)?.id ?? anAgent(1).id;
    this.tokens.delete(token);
    this.#ended.emit({ digest: token, agentId, hasDecided, end: { why: 'signed-out' } });
  }

  startConversation(id: number): Conversation {
    const { contact } = aConversation(id);
    this.commit([{ kind: 'conversation.started', conversationId: aConversation(id).id, contact }]);
    return this.conversation(id);
  }

  conversation(id: number): Conversation {
    const found = this.conversations.get(aConversation(id).id);
    if (!found) throw new Error(`No conversation ${id}`);
    return found;
  }

  /** One commit: everything in it reaches the screens in one delta. */
  commit(facts: readonly Fact[], by: number | null = null): Delta {
    const after = seqSchema.parse(this.head);
    const entries = facts.map((fact) => this.#record(fact, by));
    const touched = new Set(entries.flatMap(({ fact }) => conversationOf(fact)));
    const delta: Delta = {
      after,
      upTo: seqSchema.parse(this.head),
      entries,
      conversations: this.#copies(touched),
      counts: this.counts(),
    };
    this.#deltas.emit(delta);
    return delta;
  }

  statuses(): AgentPresence[] {
    return [...this.#presence.values()];
  }

  counts(): Counts {
    const counts = { ...NO_COUNTS, waiting: 0, open: 0, byOwner: {} as Record<string, number> };
    for (const { state, ownerId } of this.conversations.values()) {
      if (state === 'waiting') counts.waiting += 1;
      if (state !== 'open' || ownerId === null) continue;
      counts.open += 1;
      counts.byOwner[ownerId] = (counts.byOwner[ownerId] ?? 0) + 1;
    }
    return counts;
  }

  readonly accounts: Accounts = {
    needsSetup: () => this.needsSetup,
    setup: async ({ code }) => {
      if (!this.needsSetup) return fail('already-set-up', 'Set up already.');
      if (code !== 'RIGHT-CODE') return fail('wrong-code', 'Wrong code.');
      this.needsSetup = false;
      return this.#signIn(this.agents[0]);
    },
    signIn: async ({ name, password }) => {
      const agent = this.agents.find((other) => other.name === name);
      if (!agent || password !== 'right password') return fail('wrong-credentials', 'Wrong.');
      return this.#signIn(agent);
    },
    changePassword: async ({ name, password, newPassword }) => {
      const agent = this.agents.find((other) => other.name === name);
      if (!agent || password !== 'right password') return fail('wrong-credentials', 'Wrong.');
      return newPassword === password
        ? fail('same-password', 'The same.')
        : ok({ agent, session: null });
    },
    lock: async () => undefined,
    unlock: async () => fail('signed-out', 'Nothing is locked here.'),
    onLock: () => () => undefined,
    secondFactor: {
      state: async () => ok({ since: null, recoveryCodes: 0 }),
      begin: async () => fail('already-on', 'Not in this double.'),
      confirm: async () => fail('no-offer', 'Not in this double.'),
      renewCodes: async () => fail('not-on', 'Not in this double.'),
      switchOff: async () => fail('not-on', 'Not in this double.'),
    },
    recover: async (name) => fail('not-found', 'Nobody is recovered here.', { names: [name] }),
    isOf: () => true,
    authenticate: async (token) => this.tokens.get(token) ?? null,
    sessionState: async (token) => {
      const agent = await this.accounts.authenticate(token);
      return agent ? { name: 'open', agent } : { name: 'over', end: { why: 'signed-out' } };
    },
    signOut: async (token, hasDecided) => this.endSession(token, hasDecided),
    onEnded: (listener) => this.#ended.on(listener),
    digest: (token) => token,
  };

  readonly computers: Computers = {
    admit: () => ok(HERE),
    connected: () => () => undefined,
    beginPairing: async () => fail('no-code', 'Nobody is paired here.'),
    finishPairing: async () => fail('no-code', 'Nobody is paired here.'),
  };

  readonly sync: Sync = {
    on: (listener) => this.#deltas.on(listener),
    open: (agent, resume) => {
      const missed = this.#missed(resume);
      return {
        welcome: {
          mode: missed ? 'resumed' : 'snapshot',
          journalId: this.journalId,
          seq: seqSchema.parse(missed && resume ? resume.seq : this.head),
          me: agent,
          agents: this.agents,
          counts: this.counts(),
          labels: NO_LABELS,
          number: this.number.stateFor(agent.role),
          coverage: this.#coverage,
          trouble: this.trouble.current,
          presence: this.statuses(),
          answering: [...this.#answering.values()],
          drafts: [],
          office: this.office.current,
          hours: this.hours.current,
        },
        missed: (missed ?? []).map((delta) => this.sync.forRole(delta, agent.role)),
      };
    },
    seesAll: () => true,
    sees: () => true,
    beginsAnew: (fact, { id }) =>
      fact.kind === 'agent.changed' && fact.agent.id === id && fact.before.role !== fact.agent.role,
    forAgent: (delta) => ({ delta, came: [] }),
    forRole: (delta, role) =>
      role === 'admin'
        ? delta
        : { ...delta, entries: delta.entries.filter(({ fact }) => !isAuditOnly(fact)) },
  };

  readonly number: NumberStatus = {
    stateFor: (role) => (role === 'admin' ? this.#number : withoutCodes(this.#number)),
    on: (listener) => this.#numberChanged.on(() => listener()),
  };

  readonly trouble: TroubleStatus = { current: null, on: () => () => undefined };

  /** Screens that are connected, as the hub told it. */
  readonly screens = new Set<Screen>();

  readonly presence: PresenceStatus = {
    connected: (agentId, digest) => {
      const screen: Screen = { agentId, digest, release: () => void this.screens.delete(screen) };
      this.screens.add(screen);
      return screen;
    },
    beside: (agentId, digest) => ({ agentId, digest, release: () => undefined }),
  };

  readonly answering: AnsweringStatus = {
    all: () => [...this.#answering.values()],
    on: (listener) => this.#answeringChanged.on(listener),
  };

  readonly draftChanges = new Emitter<DraftChange>();

  readonly drafts: DraftStatus = { on: (listener) => this.draftChanges.on(listener) };

  readonly office = new MemorySettings();

  readonly hours = new MemoryHours();

  readonly media: MediaAccess = {
    open: async (hash) => this.files.get(hash) ?? null,
    upload: async (bytes, mime) => {
      const chunks = [];
      for await (const chunk of bytes) chunks.push(chunk);
      const file = Buffer.concat(chunks);
      const hash = createHash('sha256').update(file).digest('hex');
      const path = join(this.#directory, hash);
      await writeFile(path, file);
      this.files.set(hash, { path, mime });
      return { hash: hash as never, bytes: file.length };
    },
  };

  #signIn(agent = anAgent(1)) {
    const token = `token-${this.nextId()}`;
    this.tokens.set(token, agent);
    return ok({ agent, token });
  }

  #record(fact: Fact, by: number | null): JournalEntry {
    const entry = anEntry(this.head + 1, fact, by);
    this.entries.push(entry);
    for (const id of conversationOf(fact)) {
      const next = nextConversation(this.conversations.get(id) ?? null, entry);
      if (next) this.conversations.set(id, next);
      this.messages.set(id, applyToMessages(this.messages.get(id) ?? [], fact));
    }
    if (fact.kind === 'agent.added') this.agents.push(fact.agent);
    if (fact.kind === 'agent.status-changed') {
      const before = this.#presence.get(fact.agentId) ?? null;
      this.#presence.set(fact.agentId, nextPresence(before, fact, entry.at));
    }
    if (isCoverageFact(fact)) this.#coverage = nextCoverage(this.#coverage, fact, entry.at);
    return entry;
  }

  #missed(resume: ResumePoint | null): Delta[] | null {
    if (resume?.journalId !== this.journalId || resume.seq > this.head) return null;
    const entries = this.entries.slice(resume.seq);
    if (entries.length > this.mostMissed) return null;
    if (entries.length === 0) return [];
    const conversations = this.#copies(
      new Set(entries.flatMap(({ fact }) => conversationOf(fact))),
    );
    const upTo = seqSchema.parse(this.head);
    return [{ after: resume.seq, upTo, entries, conversations, counts: this.counts() }];
  }

  #copies(ids: ReadonlySet<ConversationId>): Conversation[] {
    return [...ids].flatMap((id) => this.conversations.get(id) ?? []);
  }
}

class MemoryHours implements HoursStatus {
  current = NO_HOURS;
  readonly #changed = new Emitter<undefined>();

  change(hours: HoursNow): void {
    this.current = hours;
    this.#changed.emit(undefined);
  }

  on(listener: () => void): () => void {
    return this.#changed.on(listener);
  }
}

class MemorySettings implements OfficeStatus {
  current = STANDARD_OFFICE;
  logo: Logo | null = null;
  readonly #changed = new Emitter<undefined>();

  change(office: Office): void {
    this.current = office;
    this.#changed.emit(undefined);
  }

  on(listener: () => void): () => void {
    return this.#changed.on(listener);
  }
}

const conversationOf = (fact: Fact): ConversationId[] =>
  'conversationId' in fact ? [fact.conversationId] : [];
