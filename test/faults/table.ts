export type Line =
  | { readonly name: string; readonly skipped: string; readonly isGood: boolean }
  | {
      readonly name: string;
      readonly times: number;
      readonly messagesIn: number;
      readonly lost: number;
      readonly doubled: number;
      /** Replies of which the store says something else than WhatsApp. */
      readonly wrong: number;
      /** Milliseconds of each run; null: it never recovered. */
      readonly recovered: readonly (number | null)[];
      readonly targetMs: number | null;
      readonly isGood: boolean;
    };

const HEAD = ['fault', 'times', 'in', 'lost', 'doubled', 'wrong', 'median', 'worst', 'target', ''];

export function tableOf(lines: readonly Line[]): string {
  const rows = [HEAD, ...lines.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column === 0 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf(line: Line): string[] {
  if ('skipped' in line) return [line.name, 'skipped', '', '', '', '', '', '', '', ''];
  const { name, times, messagesIn, lost, doubled, wrong, recovered, targetMs, isGood } = line;
  const sorted = recovered.map((ms) => ms ?? Infinity).sort((a, b) => a - b);
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? Infinity;
  const counts = [times, messagesIn, lost, doubled, wrong].map(String);
  const target = targetMs === null ? '' : `< ${targetMs / 1000} s`;
  const worst = sorted.at(-1) ?? Infinity;
  return [name, ...counts, seconds(median), seconds(worst), target, isGood ? 'ok' : 'MISSED'];
}

const seconds = (ms: number): string =>
  Number.isFinite(ms) ? `${(ms / 1000).toFixed(1)} s` : 'never';
