import type { AgentId, ConversationId, MessageId, OutcomeId, TagId } from '#shared/domain/ids.ts';
import type { AgentStatus } from '#shared/domain/presence.ts';
import type { EndedHow, Sender } from '#shared/domain/reports/rows.ts';

/**
 * One stretch of a conversation from open to close, as reports count it. `id`: the journal's
 * position of what began it. Days are those of `LocalDay`, slots hours of the week, both by the
 * office's time zone at that moment; times are Unix ms, durations ms, `openMs` the part within
 * business hours by the plan in force when it ended.
 */
export interface EpisodeRow {
  readonly id: number;
  readonly conversationId: ConversationId;
  readonly homeId: ConversationId;
  /** 1: the contact's first one. */
  readonly visit: number;
  readonly openedBy: 'customer' | 'agent';
  readonly startedAt: number;
  readonly startDay: number;
  readonly startSlot: number;
  readonly endedAt: number | null;
  readonly endDay: number | null;
  readonly endedSeq: number | null;
  readonly endedHow: EndedHow | null;
  readonly outcomeId: OutcomeId | null;
  readonly isWon: boolean;
  readonly value: number | null;
  readonly currency: string | null;
  readonly closedBy: AgentId | null;
  /** Who sent last; null: nobody has sent anything. */
  readonly agentId: Sender | null;
  readonly firstAt: number | null;
  readonly firstDay: number | null;
  readonly firstBy: Sender | null;
  readonly firstMessageId: MessageId | null;
  readonly firstMs: number | null;
  readonly firstOpenMs: number | null;
  readonly ms: number | null;
  readonly openMs: number | null;
  readonly isMissed: boolean;
  readonly isBot: boolean;
  readonly isPhone: boolean;
  readonly lateAt: number | null;
}

/** A customer's wait that is over. `agentId` and `messageId` null: it ended without an answer. */
export interface WaitRow {
  readonly id: number;
  readonly episodeId: number;
  readonly messageId: MessageId | null;
  readonly agentId: Sender | null;
  readonly startedAt: number;
  readonly startSlot: number;
  readonly endedAt: number;
  readonly endDay: number;
  readonly ms: number;
  readonly openMs: number;
  readonly isLate: boolean;
}

export interface SentPlace {
  readonly day: number;
  readonly agentId: Sender;
  readonly episodeId: number;
  readonly slot: number;
}

export interface TransferRow {
  readonly id: number;
  readonly episodeId: number;
  readonly day: number;
  readonly slot: number;
  readonly fromId: AgentId | null;
  readonly toId: AgentId | null;
}

/** A question about satisfaction that was asked; `agentId`: who had closed the episode. */
export interface RatingRow {
  readonly episodeId: number;
  readonly day: number;
  readonly slot: number;
  readonly agentId: AgentId;
  readonly askedAt: number;
}

/** How many, and since when. */
export interface RunningCount {
  readonly chats: number;
  readonly since: number;
}

/** The rows that reports are made of, for the projection of facts alone. */
export interface ReportRows {
  episode(id: number): EpisodeRow | null;
  /** The one that is under way in a conversation. */
  openEpisode(id: ConversationId): EpisodeRow | null;
  lastEnded(id: ConversationId): EpisodeRow | null;
  countEpisodes(id: ConversationId): number;
  insertEpisode(row: EpisodeRow): void;
  updateEpisode(row: EpisodeRow): void;
  /** Those that began in `homes` are `to`'s. */
  moveEpisodes(from: ConversationId, to: ConversationId, homes?: readonly ConversationId[]): void;
  setTag(episodeId: number, tagId: TagId, isOn: boolean): void;
  waitEndedBy(messageId: MessageId): WaitRow | null;
  putWait(row: WaitRow): void;
  removeWait(id: number): void;
  addSent(place: SentPlace, messages: 1 | -1): void;
  /** Where a message was counted that may still be refused. */
  keepUnsettled(id: MessageId, place: SentPlace): void;
  unsettled(id: MessageId): SentPlace | null;
  settle(id: MessageId): void;
  insertTransfer(row: TransferRow): void;
  removeLatestTransfer(episodeId: number): void;
  putRating(row: RatingRow): void;
  setScore(episodeId: number, score: number): void;
  removeRating(episodeId: number): void;
  addStatus(
    at: { readonly day: number; readonly agentId: AgentId; readonly status: AgentStatus },
    ms: number,
    openMs: number,
  ): void;
  addLoad(
    at: { readonly day: number; readonly agentId: AgentId; readonly chats: number },
    ms: number,
  ): void;
  count(of: AgentId | 'queue'): RunningCount | null;
  putCount(of: AgentId | 'queue', count: RunningCount): void;
  /** The queue had so many before and after a change in that hour. */
  noteQueue(day: number, hour: number, before: number, after: number): void;
}
