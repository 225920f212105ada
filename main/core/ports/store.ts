import type { Seal, Verified } from '#shared/domain/audit/verification.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { BotCover } from '#shared/domain/bot/cover.ts';
import type { FlowId, SavedFlow } from '#shared/domain/bot/flow.ts';
import type { Computer } from '#shared/domain/computer.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Gap, NumberCoverage } from '#shared/domain/coverage.ts';
import type {
  HoursOwner,
  OfficePlan,
  OverrideStretch,
  OwnPlan,
} from '#shared/domain/hours/plan.ts';
import type {
  AgentId,
  ComputerId,
  ContactId,
  ConversationId,
  MessageId,
  Seq,
  WaAddress,
  WaMessageKey,
} from '#shared/domain/ids.ts';
import type { JournalEntry, NewJournalEntry } from '#shared/domain/journal.ts';
import type { LabelFact } from '#shared/domain/labels.ts';
import type { Logo } from '#shared/domain/logo.ts';
import type { Message } from '#shared/domain/message.ts';
import type { AgentPresence } from '#shared/domain/presence.ts';
import type { RuleId } from '#shared/domain/rules/rule-ref.ts';
import type { SavedRule } from '#shared/domain/rules/rule.ts';
import type { SessionEnd } from '#shared/domain/session.ts';
import type { SettingValue } from '#shared/domain/settings.ts';
import type { MessageAction } from './gateway.ts';
import type { ReportReader } from './report-reader.ts';
import type { ReportRows } from './report-rows.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type { Reads } from './reads.ts';
import type {
  AgentDraft,
  ContactMerge,
  GivenBack,
  MarkName,
  NumberLinkRow,
  StoredPassword,
  StoredRun,
  StoredSecondFactor,
  StoredSession,
  Survey,
  StoredTries,
  StoredUpload,
} from './records.ts';

/** What a unit of work may do. State tables are written by the projection of facts alone. */
export interface Tx extends Reads {
  /** Ids are given out within the unit and given back when it fails. */
  nextId(of: 'agent' | 'computer' | 'contact' | 'conversation' | 'message'): number;
  readonly state: {
    putAgent(agent: Agent): void;
    putComputer(computer: Computer): void;
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
    putLogo(logo: Logo | null): void;
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
    putSurvey(survey: Survey): void;
    removeSurvey(episodeId: number): void;
    putChosenLanguage(id: ConversationId, language: string): void;
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
  putSecondFactor(agentId: AgentId, factor: StoredSecondFactor): void;
  /** With the recovery codes. */
  removeSecondFactor(agentId: AgentId): void;
  /** In the place of those there are. */
  setRecoveryCodes(agentId: AgentId, hashes: readonly string[]): void;
  removeRecoveryCode(agentId: AgentId, hash: string): void;
  startSession(tokenHash: string, session: StoredSession): void;
  touchSession(tokenHash: string, at: number): void;
  endSession(tokenHash: string, end: SessionEnd, at: number): void;
  endSessionsUnusedSince(at: number): void;
  /** Nobody comes back to what ended before that time. */
  forgetEndedSessions(before: number): void;
  /** Nothing of a locked one. */
  noteActive(tokenHash: string, at: number): void;
  setLocked(tokenHash: string, isLocked: boolean, at: number): void;
  /** By what it shows that it is that computer. */
  setComputerKey(id: ComputerId, hash: string): void;
  noteComputerSeen(id: ComputerId, at: number): void;
  noteComputerUser(id: ComputerId, agentId: AgentId, at: number): void;
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
