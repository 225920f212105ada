import { locale } from '#renderer/i18n/locale.ts';

export type Cell = string | number | null;

/** A table as it is shown, read out, copied and saved. */
export interface Column<Row> {
  readonly label: string;
  readonly shown: (row: Row) => string;
  /** For machines: a plain number where it is one; absent: as it is shown. */
  readonly raw?: (row: Row) => Cell;
  readonly isText?: boolean;
}

/** Where a comma is the decimal sign, it cannot part the columns. */
export function separatorFor(tag: string): ',' | ';' {
  return new Intl.NumberFormat(tag).format(1.5).includes(',') ? ';' : ',';
}

/**
 * What a spreadsheet opens as this table: with a mark that it is UTF-8, and with nothing in it that
 * would be taken for a formula.
 */
export function csvOf<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  tag: string = locale,
): string {
  const separator = separatorFor(tag);
  const lines = [
    columns.map(({ label }) => cellText(label, separator)),
    ...rows.map((row) => columns.map((column) => cellText(rawOf(column, row), separator))),
  ];
  return `\uFEFF${lines.map((line) => line.join(separator)).join('\r\n')}\r\n`;
}

/** For the clipboard: what spreadsheets paste into cells. */
export function tabsOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const plain = (text: string) => text.replace(/[\t\r\n]+/g, ' ');
  const lines = [
    columns.map(({ label }) => plain(label)),
    ...rows.map((row) => columns.map((column) => plain(guarded(String(rawOf(column, row) ?? ''))))),
  ];
  return lines.map((line) => line.join('\t')).join('\n');
}

function rawOf<Row>({ raw, shown }: Column<Row>, row: Row): Cell {
  return raw === undefined ? shown(row) : raw(row);
}

function cellText(value: Cell, separator: string): string {
  if (value === null) return '';
  if (typeof value === 'number')
    return separator === ';' ? String(value).replace('.', ',') : String(value);
  const text = guarded(value);
  return /["\r\n;,\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** OWASP, CSV injection: a cell that begins like a formula is text all the same. */
function guarded(text: string): string {
  return /^[=+\-@\t\r\n|%]/.test(text) && !/^[+-]?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text;
}
