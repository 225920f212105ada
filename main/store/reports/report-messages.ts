import type { ReportAnswers, ReportQuestion } from '#main/core/ports/report-reader.ts';

/** What the store asks the thread that reads reports. */
export interface ReportRequest {
  readonly id: number;
  readonly question: ReportQuestion;
}

export type ReportReply =
  | {
      readonly id: number;
      readonly ok: true;
      readonly answer: ReportAnswers[ReportQuestion['ask']];
    }
  | { readonly id: number; readonly ok: false; readonly message: string };
