export interface Figures {
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Messages a second. */
  readonly throughput: number;
  readonly peakBytes: number;
}

export interface Row {
  readonly scenario: string;
  readonly floor: Figures;
  readonly deskline: Figures;
}

/** Figures of both and, of each, how many times the floor's Deskline takes. */
export function table(rows: readonly Row[]): string {
  const head = ['', 'floor', 'Deskline', 'ratio'];
  return rows.map((row) => text([[row.scenario, ...head.slice(1)], ...lines(row)])).join('\n\n');
}

function lines({ floor, deskline }: Row): string[][] {
  const times = (ratio: number): string => `${ratio.toFixed(2)}x`;
  const ms = (value: number): string => `${value.toFixed(2)} ms`;
  const rate = (value: number): string => `${Math.round(value).toLocaleString('en')}/s`;
  const megabytes = (value: number): string => `${Math.round(value / 2 ** 20)} MB`;
  return [
    ['p50', ms(floor.p50), ms(deskline.p50), times(deskline.p50 / floor.p50)],
    ['p99', ms(floor.p99), ms(deskline.p99), times(deskline.p99 / floor.p99)],
    [
      'throughput',
      rate(floor.throughput),
      rate(deskline.throughput),
      times(floor.throughput / deskline.throughput),
    ],
    [
      'peak memory',
      megabytes(floor.peakBytes),
      megabytes(deskline.peakBytes),
      times(deskline.peakBytes / floor.peakBytes),
    ],
  ];
}

function text(cells: readonly (readonly string[])[]): string {
  const widths = [40, 12, 12, 8];
  return cells
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join(''),
    )
    .join('\n');
}
