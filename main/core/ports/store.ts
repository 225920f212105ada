import type { AuditTopic } from '#shared/domain/audit/audit.ts';
import type { Seal, Verified } from '#shared/domain/audit/verification.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { BotCover } from '#shared/domain/bot/cover.ts';
import type { FlowId, SavedFlow } from '#shared/domain/bot/flow.ts';
import type { BotRun } from '#shared/domain/bot/run.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation, Counts } from '#shared/domain/conversation.ts';
import type { Draft } from '#shared/domain/draft.ts';
import type { Coverage, Gap, NumberCoverage } from '#shared/domain/coverage.ts';
import type {
  Hours,
  HoursOwner,
  OfficePlan,
  OverrideStretch,
  OwnPlan,
} from '#shared/domain/hours/plan.ts';
import type {
  AgentId,
  ClientRef,
  ContactId,
  ConversationId,
  MediaHash,
  MessageId,
  Seq,
  TagId,
  WaAddress,
  WaMessageKey,
} from '#shared/domain/ids.ts';
import type { Fact, FactKind, JournalEntry, NewJournalEntry } from '#shared/domain/journal.ts';
import type { LabelFact, Labels } from '#shared/domain/labels.ts';
import type { DeliveryState, Message } from '#shared/domain/message.ts';
import type { AgentPresence } from '#shared/domain/presence.ts';
import type { RuleId } from '#shared/domain/rules/rule-ref.ts';
import type { SavedRule } from '#shared/domain/rules/rule.ts';
import type { SessionEnd } from '#shared/domain/session.ts';
import type { TriesOf } from '#shared/domain/sign-in-tries.ts';
import type { SettingValue } from '#shared/domain/settings.ts';
import type { MessageAction } from './gateway.ts';
import type { ReportReader } from './report-reader.ts';
import type { ReportRows } from './report-rows.ts';
import type { ConversationView, ListCursor } from '#shared/protocol/commands/conversation.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';

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
  readonly sessions: {
    all(): KnownSession[];
    byTokenHash(hash: string): StoredSession | null;
    /** Somebody's sessions, the newest first. */
    of(agentId: AgentId): KnownSession[];
    /** Why it ended; null: there was none, or that was long ago. */
    ended(hash: string): SessionEnd | null;
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

/** `run` null: it began, and does not wait anywhere yet. */
export interface StoredRun {
  readonly conversationId: ConversationId;
  readonly flowId: FlowId;
  readonly version: number;
  readonly run: BotRun | null;
}

/** Where a list of waits goes on. */
export type WaitCursor = Pick<Conversation, 'id' | 'waitingSince'>;

export type AgentDraft = Draft & { readonly agentId: AgentId };

/** Messages with ids above `afterMessage` are of this number, until the next link. */
export interface NumberLinkRow {
  readonly phone: string;
  readonly at: number;
  readonly afterMessage: number;
}

/** What one conversation took over from another, and what it takes to undo that. */
export interface ContactMerge {
  readonly goneId: ConversationId;
  readonly intoId: ConversationId;
  /** Both contacts as they were before. */
  readonly gone: Contact;
  readonly into: Contact;
  readonly episode: number;
  readonly at: number;
  readonly by: AgentId | null;
  readonly why: Extract<Fact, { kind: 'contact.merged' }>['why'];
  /** Messages with larger ids came afterwards. */
  readonly lastMessageId: number;
}

/** Which messages of a conversation go back to the one that had been merged into it. */
export interface GivenBack {
  readonly holderId: ConversationId;
  readonly goneId: ConversationId;
  /** `goneId` and everything that had been merged into that. */
  readonly homes: readonly ConversationId[];
  /** Where `goneId` had been merged into on its way to the holder, the holder included. */
  readonly via: readonly ConversationId[];
  /** Later messages that came from or went to these go as well. */
  readonly addresses: readonly WaAddress[];
  /** Later messages that were not handed over yet go too; null: they stay. */
  readonly unsentAfter: number | null;
}

export interface Page<T> {
  readonly items: T[];
  readonly next: ListCursor | null;
}

/**
 * `gap-after`: messages with larger ids may have arrived after a gap that catch-up has not closed
 * yet; absent while nothing is missing. `complete-after`: up to this id nothing was missing when
 * the chats were last looked at. `heard-at`: when WhatsApp was last known to be connected.
 * `probed`: when the disk was last asked whether it writes. `ended-at`: when the host last ended in
 * order. `runs-since`: when it started; absent between its runs. `reports-stale`: the rows of reports are to be made from the journal first. `served-N`: the
 * position at which agent N was last given a chat in turn.
 */
export type MarkName =
  | 'gap-after'
  | 'complete-after'
  | 'heard-at'
  | 'probed'
  | 'ended-at'
  | 'reports-stale'
  | 'runs-since'
  | `served-${number}`;

/** A file an agent put there to send; `mime` is what the browser said it is. */
export interface StoredUpload {
  readonly hash: MediaHash;
  readonly mime: string;
  readonly bytes: number;
  readonly by: AgentId;
  readonly at: number;
}

export interface StoredPassword {
  readonly hash: string;
  /** Somebody else made it up: it opens nothing but the change to one of their own. */
  readonly isTemporary: boolean;
}

export interface StoredSession {
  readonly agentId: AgentId;
  readonly startedAt: number;
  readonly lastUsedAt: number;
  /** When somebody touched a screen of it last. */
  readonly activeAt: number;
  /** It opens nothing until its person says the password again. */
  readonly isLocked: boolean;
  /** What the browser or app says it is, and from where it came. */
  readonly device: string;
  readonly address: string;
}

/** Wrong tries to sign in, in a row. */
export interface StoredTries {
  readonly key: string;
  readonly of: TriesOf;
  /** Whose account it is, where there is such a person. */
  readonly agentId: AgentId | null;
  readonly wrong: number;
  readonly triedAt: number;
  /** None is looked at before. */
  readonly until: number;
  readonly isLocked: boolean;
  /** Of the last try, as it was typed. */
  readonly name: string;
  readonly address: string;
}

export interface KnownSession extends StoredSession {
  readonly tokenHash: string;
}

/** What a unit of work may do. State tables are written by the projection of facts alone. */
export interface Tx extends Reads {
  /** Ids are given out within the unit and given back when it fails. */
  nextId(of: 'agent' | 'contact' | 'conversation' | 'message'): number;
  readonly state: {
    putAgent(agent: Agent): void;
    putPresence(presence: AgentPresence): void;
    /** Inserts or replaces it with its contact; an address leads to the contact that has it last. */
    putConversation(conversation: Conversation): void;
    /** Throws when the id or the key is taken. */
    insertMessage(message: Message): void;
    updateMessage(message: Message): void;
    putEarlierKey(key: WaMessageKey, id: MessageId): void;
    putFirstContact(id: ConversationId, at: number): void;
    putSetting(name: string, value: SettingValue, by: AgentId | null): void;
    putLabel(fact: LabelFact): void;
    putOfficePlan(plan: OfficePlan): void;
    /** Null: they go by the office's. */
    putOwnPlan(owner: HoursOwner, plan: OwnPlan | null): void;
    /** Inserts or replaces the one that begins then; one of no length is forgotten. */
    putOverride(override: OverrideStretch): void;
    /** A new version; those before the last ones are forgotten. */
    putFlow(saved: SavedFlow): void;
    removeFlow(id: FlowId): void;
    putCover(cover: BotCover): void;
    putRun(run: StoredRun): void;
    removeRun(id: ConversationId): void;
    /** Inserts it as the last one, or changes it where it is; `seq`: of the entry that says so. */
    putRule(rule: Omit<SavedRule, 'acted' | 'actedAt'>, seq: Seq): void;
    removeRule(id: RuleId, seq: Seq): void;
    orderRules(ids: readonly RuleId[], seq: Seq): void;
    putRuleActed(id: RuleId, at: number): void;
    putNumber(number: NumberCoverage): void;
    putGap(gap: Gap): void;
    putPictureLook(address: WaAddress, at: number): void;
    putLink(link: NumberLinkRow): void;
    putImportedChat(phone: string, address: string): void;
    /** Moves the messages over, and ends the conversation and its contact. */
    takeOver(merge: ContactMerge): void;
    /** Corrects what is remembered about a merge. */
    putMerge(merge: ContactMerge): void;
    /** Moves messages to a conversation that is there again, and forgets the merge. */
    giveBack(given: GivenBack): void;
    setApart(one: ContactId, other: ContactId, isApart: boolean): void;
  };
  /** What figures are counted from: state as well. */
  readonly reports: ReportRows;
  appendEntry(entry: NewJournalEntry): JournalEntry;
  /** Secrets and sessions: not state that a screen shows, so not in the journal. */
  setMark(name: MarkName, value: number | null): void;
  /** What happened to a message that has not arrived yet. */
  keepEarlyAction(action: MessageAction): void;
  /** Those kept for a message, in the order they came; they are kept no longer. */
  takeEarlyActions(key: WaMessageKey): MessageAction[];
  /** Forgets what was kept before that time: its message will not come any more. */
  dropEarlyActions(before: number): void;
  restoreSeenTo(): void;
  putUpload(upload: StoredUpload): void;
  /** Without text and quote: there is none (any more). */
  putDraft(draft: AgentDraft): void;
  setPassword(agentId: AgentId, password: StoredPassword): void;
  startSession(tokenHash: string, session: StoredSession): void;
  touchSession(tokenHash: string, at: number): void;
  endSession(tokenHash: string, end: SessionEnd, at: number): void;
  endSessionsUnusedSince(at: number): void;
  /** Nobody comes back to what ended before that time. */
  forgetEndedSessions(before: number): void;
  /** Nothing of a locked one. */
  noteActive(tokenHash: string, at: number): void;
  setLocked(tokenHash: string, isLocked: boolean, at: number): void;
  putTries(tries: StoredTries): void;
  forgetTries(key: string): void;
  forgetTriesOf(agentId: AgentId): void;
  /** Those of another time that lock nothing any more. */
  forgetTriesOutside(from: number, to: number): void;
  putDevice(hash: string, agentId: AgentId, at: number): void;
  forgetDevicesOf(agentId: AgentId): void;
  /** Those not used since. */
  forgetDevices(before: number): void;
  /** The office's time was set `by` ms forward or back: when sessions were used moves with it. */
  moveSessions(by: number): void;
}

export interface Store {
  readonly read: Reads;
  readonly reports: ReportReader;
  /**
   * Runs a unit of work: all of it or, when it throws, nothing. Resolves when it is on disk, in
   * the order of the calls. Units that arrive close together share one commit, each in its own
   * savepoint. Rejects with what the unit threw, or with StoreError when the disk did not take it.
   */
  write<T>(unit: (tx: Tx) => T): Promise<T>;
  /** Whatever the disk or the database did, in any read or write; the caller is told as well. */
  onError(listener: (error: StoreError) => void): Unsubscribe;
  /**
   * Looks at the whole chain of the journal as it is now, in a thread of its own; `onProgress`: how
   * many entries are through. One that is running when the store closes rejects.
   */
  verify(kept: Seal | null, onProgress: (done: number) => void): Promise<Verified>;
  /** Resolves when the disk takes a megabyte and a commit; rejects with StoreError. */
  probe(): Promise<void>;
  /** Waits for running units, checkpoints and closes. Idempotent. */
  close(): Promise<void>;
}

/** `in-use`: another host has the data folder; `newer-version`: a later Deskline wrote it. */
export class StoreError extends Error {
  readonly code:
    'disk-full' | 'read-only' | 'io' | 'corrupt' | 'closed' | 'in-use' | 'newer-version';

  constructor(code: StoreError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}

/** Files named by the SHA-256 of their bytes. */
export interface MediaFiles {
  /** Stores a file; the same bytes twice are one file. */
  put(bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<StoredFile>;
  /** The absolute path of a stored file, or null. */
  path(hash: MediaHash): Promise<string | null>;
}

export interface StoredFile {
  readonly hash: MediaHash;
  readonly bytes: number;
}
