/** What a spreadsheet takes for a formula, or what hides one. */
const FORMULA = /^[=+\-@\t\r]/;

/** Excel reads UTF-8 only when the file begins with it. */
export const CSV_BEGIN = '\u{feff}';

/** One row, its end included (RFC 4180). Cells that could run as formulas begin with an apostrophe. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
