import type { AgentId, ConversationId } from '#shared/domain/ids.ts';
import type {
  FigureGroup,
  Grouping,
  ListedFigure,
  ReportFilter,
  Spread,
} from '#shared/domain/reports/figures.ts';
import type { LocalDay } from '#shared/domain/hours/local-day.ts';
import type { AgentStatus } from '#shared/domain/presence.ts';
import type { QueuePeak } from '#shared/domain/reports/people-time.ts';

import type { RunningCount } from './report-rows.ts';

interface Asked {
  /** Both included, as days of the office's calendar. */
  readonly from: LocalDay;
  readonly to: LocalDay;
  readonly filter: ReportFilter;
  /** An episode whose customer has waited since then or longer, all without an answer, is missed. */
  readonly leftSince: number;
}

export interface FiguresQuestion extends Asked {
  readonly ask: 'figures';
  readonly by: Grouping;
  /** A first answer within this time, ms, keeps what the office promises. */
  readonly levelMs: number;
}

export interface ListQuestion extends Asked {
  readonly ask: 'list';
  readonly figure: ListedFigure;
  readonly offset: number;
  readonly limit: number;
}

/** What each agent sent on each day. */
export interface SentQuestion extends Omit<Asked, 'leftSince'> {
  readonly ask: 'sent';
}

export interface TimeQuestion {
  readonly ask: 'time';
  readonly from: LocalDay;
  readonly to: LocalDay;
  readonly agentId: number | null;
}

/** The answers since a moment of this or the last day. */
export interface RecentQuestion {
  readonly ask: 'recent';
  readonly since: number;
  readonly fromDay: LocalDay;
}

export interface ListedRow {
  readonly conversationId: ConversationId;
  readonly episodeId: number;
  readonly visit: number;
  /** When what is counted happened. */
  readonly at: number;
  /** Who is credited with it; 0: the phone, null: nobody. */
  readonly agentId: number | null;
  readonly ms: number | null;
  readonly openMs: number | null;
  /** How many of the figure are in this line. */
  readonly n: number;
  /** The customer's message arrived while we were away. */
  readonly isLate: boolean;
  /** Of a question about satisfaction; null: no answer, or no such question. */
  readonly score: number | null;
}

export interface ReportAnswers {
  readonly figures: readonly FigureGroup[];
  readonly list: {
    /** What the lines add up to. */
    readonly sum: number;
    readonly lines: number;
    readonly rows: readonly ListedRow[];
  };
  readonly time: {
    readonly statuses: readonly {
      readonly agentId: AgentId;
      readonly status: AgentStatus;
      readonly ms: number;
      readonly openMs: number;
    }[];
    /** For how long somebody had so many open chats. */
    readonly loads: readonly {
      readonly agentId: AgentId;
      readonly chats: number;
      readonly ms: number;
    }[];
    /** Open chats now, and since when that is not counted yet. */
    readonly counts: readonly (RunningCount & { readonly agentId: AgentId })[];
    readonly queue: readonly QueuePeak[];
  };
  readonly sent: readonly {
    readonly agentId: number;
    readonly day: LocalDay;
    readonly sent: number;
  }[];
  readonly recent: Spread;
}

export type ReportQuestion =
  FiguresQuestion | ListQuestion | SentQuestion | TimeQuestion | RecentQuestion;
export type AnswerTo<Q extends ReportQuestion> = ReportAnswers[Q['ask']];

/** Reads what was counted, apart from everything else: a large report delays no message. */
export interface ReportReader {
  /** Answered from what is committed. Rejects when it cannot be read. */
  ask<Q extends ReportQuestion>(question: Q): Promise<AnswerTo<Q>>;
}
