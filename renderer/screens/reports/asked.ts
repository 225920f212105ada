import { t } from '#renderer/i18n/index.ts';
import { createContext } from 'svelte';
import type { ListedFigure, Range, ReportFilter } from '#shared/domain/reports/figures.ts';

/** A figure that somebody wants to know more about. */
export interface Asked {
  readonly label: string;
  readonly definition: string;
  /** Null: it counts no conversations. */
  readonly figure: ListedFigure | null;
  readonly range: Range;
  readonly filter: ReportFilter;
}

/** Opens what a figure means and what it counts. */
export type Ask = (asked: Asked) => void;
export const [useAsk, provideAsk] = createContext<Ask>();

export function askedFigure(figure: ListedFigure, range: Range, filter: ReportFilter): Asked {
  return { ...t.reports.figures[figure], figure, range, filter };
}
