import type { AuditTopic } from '#shared/domain/audit/audit.ts';
import type { Seal } from '#shared/domain/audit/verification.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { BotCover } from '#shared/domain/bot/cover.ts';
import type { FlowId, SavedFlow } from '#shared/domain/bot/flow.ts';
import type { Computer } from '#shared/domain/computer.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation, Counts } from '#shared/domain/conversation.ts';
import type { Draft } from '#shared/domain/draft.ts';
import type { Coverage } from '#shared/domain/coverage.ts';
import type { Hours } from '#shared/domain/hours/plan.ts';
import type {
  AgentId,
  ClientRef,
  ComputerId,
  ContactId,
  ConversationId,
  MediaHash,
  MessageId,
  Seq,
  TagId,
  WaAddress,
  WaMessageKey,
} from '#shared/domain/ids.ts';
import type { FactKind, JournalEntry } from '#shared/domain/journal.ts';
import type { Labels } from '#shared/domain/labels.ts';
import type { Logo } from '#shared/domain/logo.ts';
import type { DeliveryState, Message } from '#shared/domain/message.ts';
import type { AgentPresence } from '#shared/domain/presence.ts';
import type { RuleId } from '#shared/domain/rules/rule-ref.ts';
import type { SavedRule } from '#shared/domain/rules/rule.ts';
import type { SessionEnd } from '#shared/domain/session.ts';
import type { SettingValue } from '#shared/domain/settings.ts';
import type { ConversationView, ListCursor } from '#shared/protocol/commands/conversation.ts';
import type {
  AgentDraft,
  ContactMerge,
  KnownComputer,
  KnownSession,
  MarkName,
  NumberLinkRow,
  StoredPassword,
  StoredSecondFactor,
  StoredRun,
  StoredSession,
  Survey,
  StoredTries,
  StoredUpload,
} from './records.ts';

/** Who does not see every conversation: see `isInSight`. */
export interface SeenBy {
  readonly agentId: AgentId;
  readonly skills: readonly TagId[];
}

/** What the domain may ask; always answered from committed data (in a unit: with its own writes). */
export interface Reads {
  readonly agents: {
    all(): Agent[];
    get(id: AgentId): Agent | null;
    /** Compared without case. */
    byName(name: string): Agent | null;
    password(id: AgentId): StoredPassword | null;
  };
  readonly presence: {
    /** Of everybody who was ever here. */
    all(): AgentPresence[];
    get(id: AgentId): AgentPresence | null;
  };
  readonly secondFactors: {
    get(agentId: AgentId): StoredSecondFactor | null;
    /** Who has one. */
    all(): AgentId[];
    hasRecoveryCode(agentId: AgentId, hash: string): boolean;
    /** How many are left. */
    recoveryCodes(agentId: AgentId): number;
  };
  readonly sessions: {
    all(): KnownSession[];
    byTokenHash(hash: string): StoredSession | null;
    /** Somebody's sessions, the newest first. */
    of(agentId: AgentId): KnownSession[];
    /** Why it ended; null: there was none, or that was long ago. */
    ended(hash: string): SessionEnd | null;
  };
  readonly computers: {
    all(): KnownComputer[];
    get(id: ComputerId): Computer | null;
    byKey(hash: string): Computer | null;
    /** Who signed in there and when last, the last one first. */
    users(id: ComputerId): { readonly agentId: AgentId; readonly at: number }[];
  };
  readonly tries: { all(): StoredTries[] };
  /** Browsers and apps on which somebody has signed in before, by the hash of their token. */
  readonly devices: {
    isOf(hash: string, agentId: AgentId): boolean;
    isKnown(hash: string): boolean;
  };
  readonly contacts: {
    get(id: ContactId): Contact | null;
    /** The first contact that has one of these addresses, tried in this order. */
    byAddresses(addresses: readonly WaAddress[]): Contact | null;
    byPhone(phone: string): Contact[];
    /** Two whose merge a person has undone. */
    areApart(one: ContactId, other: ContactId): boolean;
    blocked(): Contact[];
    /** How many contacts have a value by each name, the most first. */
    fieldUses(): { readonly name: string; readonly contacts: number }[];
  };
  readonly pictures: {
    /** When WhatsApp was last asked for the picture of this address. */
    lookedAt(address: WaAddress): number | null;
    looksSince(at: number): number;
    /** Whether this file is a contact's picture. */
    isKnown(hash: MediaHash, by?: SeenBy): boolean;
  };
  readonly merges: {
    get(goneId: ConversationId): ContactMerge | null;
    /** The conversation that has what this one had; null unless it was merged into another. */
    holderOf(goneId: ConversationId): ConversationId | null;
    /** Everything that was merged into it, also by way of others, the newest first. */
    under(id: ConversationId): ContactMerge[];
  };
  readonly conversations: {
    get(id: ConversationId): Conversation | null;
    byContact(id: ContactId): Conversation | null;
    /** A page of a view as `conversation.list` documents it; `agentId` is who "mine" means. */
    page(
      view: ConversationView,
      whose: { readonly agentId: AgentId; readonly tagId?: TagId; readonly seenBy?: SeenBy },
      after: ListCursor | null,
      limit: number,
    ): Page<Conversation>;
    counts(): Counts;
    /** Those that somebody sees: open ones, and snoozed ones by their owners. */
    ownedSeenBy(by: SeenBy): Pick<Counts, 'open' | 'snoozed'>;
    /**
     * Customers in the queue; those who wait for the owner of their chat; and whose wait is the
     * longest of all.
     */
    waitingNow(by?: SeenBy): {
      readonly waiting: number;
      readonly owed: number;
      readonly longest: ConversationId | null;
    };
    /** What an agent has, open and snoozed. */
    ownedBy(id: AgentId): Conversation[];
    /** Snoozed until then or earlier. */
    toWake(at: number): Conversation[];
    /** Given to their owners then or earlier, who have not opened them. */
    notOpened(at: number): Conversation[];
    /** Asked for by a colleague then or earlier, without an answer. */
    notAnswered(at: number): Conversation[];
    /** Open ones whose customers have waited for an answer since then or longer. */
    unanswered(at: number): Conversation[];
    /** Those whose customers have waited since then or longer, the longest wait first. */
    waitingSince(at: number, after: WaitCursor | null, limit: number): Conversation[];
    /** Open ones in which nobody has said anything since, and nobody waits. */
    silent(since: number): Conversation[];
    /** When the first is to wake, was given, was asked for; null: there is none. */
    nextDeadlines(): {
      readonly wake: number | null;
      readonly handover: number | null;
      readonly request: number | null;
    };
    /** By beginning of a word of the name, or by digits within the number. Newest first. */
    search(text: string, limit: number, by?: SeenBy): Conversation[];
  };
  readonly messages: {
    get(id: MessageId): Message | null;
    byKey(key: WaMessageKey): Message | null;
    /** The message that had this key before it was sent again under another one. */
    byEarlierKey(key: WaMessageKey): Message | null;
    byClientRef(agentId: AgentId, ref: ClientRef): Message | null;
    /** Timeline order: (at, id). */
    newest(id: ConversationId, limit: number): Message[];
    before(message: Message, limit: number): Message[];
    after(message: Message, limit: number): Message[];
    /** The customer's messages with an id above `seen` that are no history, in order of arrival. */
    unseen(id: ConversationId, seen: MessageId | null, limit: number): Message[];
    /** Outgoing messages in one of these states, in the order they were written. */
    inState(states: readonly DeliveryState[]): Message[];
    /** Incoming messages whose media are still `pending`, oldest first. */
    withPendingMedia(): Message[];
    /**
     * This address's newest message that WhatsApp told of (not what an agent wrote here), among
     * those with an id above `above` and up to `upTo`.
     */
    newestOf(address: WaAddress, above: number, upTo: number): Message | null;
    /** The largest message id, 0 when there is none. */
    lastId(): number;
    /** Any message that carries this file; one that was not taken back, where there is one. */
    byMediaHash(hash: MediaHash, by?: SeenBy): Message | null;
    /** Full text, newest first; see `search` for what a text means. Bounded in time. */
    search(text: string, limit: number, by?: SeenBy): Message[];
    /** Time of the first one, null when there is none. */
    oldestAt(id: ConversationId): number | null;
    /** The last one in the timeline that lists show: lines of WhatsApp's own are not. */
    newestShown(id: ConversationId): Message | null;
    /** The customer's messages from this time on, history aside. */
    fromContactSince(
      id: ConversationId,
      at: number,
    ): { readonly count: number; readonly oldestAt: number | null };
    /** The customer's message with the largest id, history aside. */
    lastOfContact(id: ConversationId): MessageId | null;
    /** Whether the customer ever wrote or called, history included. */
    hasFromContact(id: ConversationId): boolean;
  };
  /** People who never wrote to this number and got a first message. */
  readonly firstContacts: {
    has(id: ConversationId): boolean;
    countSince(at: number): number;
  };
  readonly marks: {
    /** A position that the host remembers for itself across restarts. */
    get(name: MarkName): number | null;
  };
  readonly settings: {
    /** What was chosen, by `section.setting`; defaults are not among it. */
    all(): ReadonlyMap<string, SettingValue>;
    /** Who changed it last; null: nobody, or nobody knows. */
    changedBy(name: string): AgentId | null;
  };
  readonly coverage: {
    get(): Coverage;
    /** Each time a number was linked, in order. */
    links(): NumberLinkRow[];
    isImported(phone: string, address: WaAddress): boolean;
    /** For the next gap. */
    nextGapId(): number;
  };
  readonly labels: { get(): Labels };
  readonly logo: { get(): Logo | null };
  readonly hours: { get(): Hours };
  readonly bot: {
    /** The newest version of each flow. */
    flows(): SavedFlow[];
    newest(id: FlowId): SavedFlow | null;
    /** Those that can be gone back to, the newest first. */
    versions(id: FlowId): SavedFlow[];
    version(id: FlowId, version: number): SavedFlow | null;
    cover(): BotCover;
    /** The talk that is under way in a conversation. */
    run(id: ConversationId): StoredRun | null;
    runs(): StoredRun[];
    /** Those whose time came then or earlier. */
    due(at: number): StoredRun[];
    nextDue(): number | null;
  };
  readonly surveys: {
    of(episodeId: number): Survey | null;
    /** The one of this conversation that is planned, or the last thing asked. */
    open(id: ConversationId): Survey | null;
    /** Planned for then or earlier. */
    due(at: number): Survey[];
    nextDue(): number | null;
    /** By the question. */
    byMessage(id: MessageId): Survey | null;
    lastAsked(id: ConversationId): Survey | null;
    /** The language that the customer chose with the chatbot. */
    chosenLanguage(id: ConversationId): string | null;
  };
  readonly rules: {
    /** In the order in which they look at what happens. */
    all(): SavedRule[];
    /** One that was removed, as it was. */
    removed(id: RuleId): SavedRule | null;
    /** Another number whenever an admin changed anything of them. */
    stamp(): number;
    nextId(): RuleId;
  };
  readonly drafts: {
    of(agentId: AgentId): Draft[];
    in(id: ConversationId): AgentDraft[];
  };
  readonly restore: {
    /** What a restored backup knows ends here; null when there is none to see to (any more). */
    backupAt(): number | null;
  };
  readonly uploads: {
    get(hash: MediaHash): StoredUpload | null;
  };
  readonly audit: {
    /** The lines of the audit log, newest first. */
    lines(filter: AuditFilter, limit: number): JournalEntry[];
    /** The newest entry of the journal, with the chain's hash up to it. */
    head(): Seal;
  };
  readonly journal: {
    /** Identity of this journal: another one's positions mean nothing here. */
    id(): string;
    /** Position of the newest entry, 0 when empty. */
    head(): Seq;
    after(seq: Seq, limit: number): JournalEntry[];
    /** What happened between people in these conversations, from a time on and before another. */
    handling(ids: readonly ConversationId[], from: number, before: number): JournalEntry[];
    /** Position of the last entry before a time; 0: there is none. */
    positionAt(at: number): Seq;
    /** Those of these kinds with larger positions up to another one. */
    ofKinds(kinds: readonly FactKind[], after: Seq, upTo: Seq): JournalEntry[];
    /** What became of a conversation and its tags before that position: the last ones, in order. */
    lastOf(id: ConversationId, before: Seq, limit: number): JournalEntry[];
    /** What became of a message of ours, in order. */
    stepsOf(id: MessageId): JournalEntry[];
    /** What happened to the number and was asked of it, newest first. */
    ofNumber(before: Seq | null, limit: number): JournalEntry[];
  };
}

/** Null: all of them. `after` and `before`: positions, both not among it. */
export interface AuditFilter {
  readonly topic: AuditTopic | null;
  /** Who did it, or whom it is about. */
  readonly agentId: AgentId | null;
  readonly after: Seq;
  readonly before: Seq;
}

/** Where a list of waits goes on. */
export type WaitCursor = Pick<Conversation, 'id' | 'waitingSince'>;

export interface Page<T> {
  readonly items: T[];
  readonly next: ListCursor | null;
}
