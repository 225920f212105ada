import { isAuditFact } from '../domain/audit/audit.ts';
import { isAgentFact } from '../domain/agent.ts';
import type { Agent } from '../domain/agent.ts';
import { NO_COUNTS } from '../domain/conversation.ts';
import type { Conversation, Counts } from '../domain/conversation.ts';
import { isCoverageFact, NO_COVERAGE, nextCoverage } from '../domain/coverage.ts';
import type { Coverage, CoverageFact } from '../domain/coverage.ts';
import type { HoursNow } from '../domain/hours/now.ts';
import type { AgentId, ConversationId, Seq, TagId } from '../domain/ids.ts';
import type { Message } from '../domain/message.ts';
import { isLabelFact, nextLabels, NO_LABELS } from '../domain/labels.ts';
import type { Labels } from '../domain/labels.ts';
import { moveOf } from '../domain/move.ts';
import type { LinkState } from '../domain/number.ts';
import type { Office } from '../domain/office.ts';
import type { AgentPresence, Answering } from '../domain/presence.ts';
import { isBotSettingFact } from '../domain/bot/facts.ts';
import { isRuleSettingFact } from '../domain/rules/facts.ts';
import type { Settings } from '../domain/settings.ts';
import type { Trouble } from '../domain/trouble.ts';
import type { CommandResult } from '../protocol/commands/index.ts';
import type { ConversationView, ListCursor } from '../protocol/commands/conversation.ts';
import type { DeltaFrame, WelcomeFrame } from '../protocol/frames.ts';
import type { Unsubscribe } from '../util/emitter.ts';
import type { ChangeBatch } from './change-batch.ts';
import { Colleagues } from './colleagues.ts';
import { HostState } from './host-state.ts';
import { KnownConversations } from './known-conversations.ts';
import type { PendingReplies } from './pending-replies.ts';
import { SettingsCopy } from './settings-copy.ts';
import type { Timelines } from './timelines.ts';
import type { PendingReply, Replica, ReplicaChange, Timeline, ViewPage } from './types.ts';

/** What the host said, put together; see Replica for what screens read of it. */
export class ReplicaStore implements Replica {
  readonly #changes: ChangeBatch;
  readonly #timelines: Timelines;
  readonly #replies: PendingReplies;
  readonly #known: KnownConversations;
  #me: Agent | null = null;
  #agents: ReadonlyMap<AgentId, Agent> = new Map();
  #counts: Counts = NO_COUNTS;
  #coverage: Coverage = NO_COVERAGE;
  #labels: Labels = NO_LABELS;
  readonly #settings = new SettingsCopy();
  readonly #colleagues = new Colleagues();
  readonly #host = new HostState();

  constructor(changes: ChangeBatch, timelines: Timelines, replies: PendingReplies) {
    this.#changes = changes;
    this.#known = new KnownConversations(changes);
    this.#timelines = timelines;
    this.#replies = replies;
  }

  get me(): Agent | null {
    return this.#me;
  }

  get agents(): ReadonlyMap<AgentId, Agent> {
    return this.#agents;
  }

  get counts(): Counts {
    return this.#counts;
  }

  get number(): LinkState {
    return this.#host.number;
  }

  get trouble(): Trouble | null {
    return this.#host.trouble;
  }

  get settings(): Settings | null {
    return this.#settings.current;
  }

  get presence(): ReadonlyMap<AgentId, AgentPresence> {
    return this.#colleagues.presence;
  }

  get answering(): ReadonlyMap<ConversationId, readonly AgentId[]> {
    return this.#colleagues.answering;
  }

  get office(): Office {
    return this.#host.office;
  }

  get hours(): HoursNow {
    return this.#host.hours;
  }

  get coverage(): Coverage {
    return this.#coverage;
  }

  get labels(): Labels {
    return this.#labels;
  }

  get conversations(): ReadonlyMap<ConversationId, Conversation> {
    return this.#known.byId;
  }

  list(view: ConversationView): readonly Conversation[] {
    return this.#known.list(view);
  }

  view(view: ConversationView): ViewPage {
    return this.#known.view(view);
  }

  current(id: ConversationId): ConversationId {
    return this.#known.current(id);
  }

  timeline(id: ConversationId): Timeline | null {
    return this.#timelines.get(id);
  }

  pending(id: ConversationId): readonly PendingReply[] {
    return this.#replies.list(id);
  }

  on(listener: (change: ReplicaChange) => void): Unsubscribe {
    return this.#changes.on(listener);
  }

  get tagId(): TagId | null {
    return this.#known.tagId;
  }

  /** The view _tagged_ is about this tag from now on. */
  chooseTag(tagId: TagId | null): void {
    this.#known.chooseTag(tagId, this.#me?.id ?? null);
  }

  viewEnd(view: ConversationView): ListCursor | null {
    return this.#known.viewEnd(view);
  }

  /** See ConversationList. */
  isShort(view: ConversationView, least: number): boolean {
    return this.#known.isShort(view, least);
  }

  welcome(frame: WelcomeFrame): void {
    this.#changes.run(() => {
      this.#me = frame.me;
      this.#agents = new Map(frame.agents.map((agent) => [agent.id, agent]));
      this.#counts = frame.counts;
      this.#host.welcome(frame);
      this.#colleagues.welcome(frame);
      if (frame.mode === 'snapshot') {
        this.#coverage = frame.coverage;
        this.#labels = frame.labels;
        this.#forget();
      }
      for (const slice of [
        'session',
        'agents',
        'counts',
        'number',
        'coverage',
        'labels',
        'trouble',
        'presence',
        'answering',
        'office',
        'hours',
      ] as const) {
        this.#changes.slice(slice);
      }
    });
  }

  apply(frame: DeltaFrame): void {
    this.#changes.run(() => {
      for (const entry of frame.entries) {
        const { seq, at, fact } = entry;
        if (this.#colleagues.apply(entry)) this.#changes.slice('presence');
        if (isLabelFact(fact)) {
          this.#labels = nextLabels(this.#labels, fact);
          this.#changes.slice('labels');
        }
        if (isCoverageFact(fact)) this.#cover(fact, at);
        if (/^(number|host)\./.test(fact.kind)) this.#changes.slice('number-history');
        if (/^(backup|host\.backup)/.test(fact.kind)) this.#changes.slice('backups');
        if (isAuditFact(fact)) this.#changes.slice('audit');
        if (isBotSettingFact(fact)) this.#changes.slice('chatbot');
        if (isRuleSettingFact(fact)) this.#changes.slice('rules');
        if (isAgentFact(fact)) this.#putAgent(fact.agent);
        if (fact.kind === 'settings.changed') {
          this.#settings.changed(fact.name, fact.after, seq);
          this.#changes.slice('settings');
        }
        if (fact.kind === 'contact.merged') this.merged(fact.goneId, fact.conversationId, seq);
        if (fact.kind === 'contact.unmerged') this.#unmerged(fact.goneId, fact.conversationId);
        if (fact.kind === 'message.received' && !fact.message.arrivedLate) {
          this.#changes.customerWrote(fact.conversationId);
        }
        const move = moveOf(entry);
        if (move !== null) this.#changes.move(move.conversationId, move);
        if ('conversationId' in fact) this.#timelines.apply(fact.conversationId, fact, entry);
        if (fact.kind === 'message.queued') this.#replies.arrived(fact.message);
      }
      for (const id of frame.gone ?? []) this.#leave(id);
      for (const lost of frame.lost ?? []) this.#changes.lost(lost);
      if (frame.coverage !== undefined) {
        this.#coverage = frame.coverage;
        this.#changes.slice('coverage');
      }
      this.merge(frame.conversations);
      this.#counts = frame.counts;
      this.#changes.slice('counts');
    });
  }

  setNumber(state: LinkState): void {
    this.#host.number = state;
    this.#changes.slice('number');
  }

  setTrouble(trouble: Trouble | null): void {
    this.#host.trouble = trouble;
    this.#changes.slice('trouble');
  }

  setOffice(office: Office): void {
    this.#host.office = office;
    this.#changes.slice('office');
  }

  setHours(hours: HoursNow): void {
    this.#host.hours = hours;
    this.#changes.slice('hours');
  }

  setAnswering(answering: Answering): void {
    this.#colleagues.write(answering);
    this.#changes.slice('answering');
  }

  forgetAnswering(): void {
    this.#colleagues.forgetWriting();
    this.#changes.slice('answering');
  }

  settingsRead(answer: CommandResult<'settings.get'>): void {
    this.#settings.read(answer);
    this.#changes.slice('settings');
  }

  /** Takes over copies that are newer than what is known, wherever they came from. */
  merge(conversations: readonly Conversation[]): void {
    this.#known.merge(conversations);
  }

  pageRead(
    view: ConversationView,
    conversations: readonly Conversation[],
    next: ListCursor | null,
  ): void {
    this.#known.pageRead(view, conversations, next);
  }

  /** Messages that came as an answer: a pending reply among them is pending no longer. */
  messagesRead(messages: readonly Message[]): void {
    for (const message of messages) {
      if (message.clientRef !== null) this.#replies.arrived(message);
    }
  }

  /** `goneId` is no more: what was said there is in the other one. */
  merged(goneId: ConversationId, intoId: ConversationId, seq: Seq): void {
    this.#changes.run(() => {
      this.#known.merged(goneId, intoId, seq);
      this.#replies.moved(goneId, intoId);
      this.#timelines.close(goneId);
      this.#timelines.readAnew(intoId);
      this.#changes.slice('merges');
    });
  }

  #leave(id: ConversationId): void {
    this.#known.leave(id);
    this.#timelines.close(id);
    if (this.#colleagues.leave(id)) this.#changes.slice('answering');
  }

  #unmerged(goneId: ConversationId, holderId: ConversationId): void {
    this.#known.unmerged(goneId);
    this.#timelines.readAnew(holderId);
    this.#changes.slice('merges');
  }

  #cover(fact: CoverageFact, at: number): void {
    this.#coverage = nextCoverage(this.#coverage, fact, at);
    this.#changes.slice('coverage');
  }

  #putAgent(agent: Agent): void {
    this.#agents = new Map(this.#agents).set(agent.id, agent);
    if (this.#me?.id === agent.id) {
      this.#me = agent;
      this.#changes.slice('session');
    }
    this.#changes.slice('agents');
  }

  #forget(): void {
    this.#settings.forget();
    this.#known.forget(this.#me?.id ?? null);
    this.#changes.all();
  }
}
