import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRow } from '#shared/util/csv.ts';

test('cells that a spreadsheet would run begin with an apostrophe', () => {
  expect(csvRow(['=1+1', '+49', '-1', '@SUM(A1)', '\tx', '\rx', 'a=b'])).toBe(
    `'=1+1,'+49,'-1,'@SUM(A1),'\tx,"'\rx",a=b\r\n`,
  );
});

test('commas, quotes and lines are quoted', () => {
  expect(csvRow(['a,b', 'say "hi"', 'two\nlines', ''])).toBe(
    '"a,b","say ""hi""","two\nlines",\r\n',
  );
});

/** As RFC 4180 has it. */
function read(row: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (const [index, sign] of [...row.slice(0, -2)].entries()) {
    if (sign === '"') {
      if (!isQuoted && row[index - 1] === '"') cell += '"';
      isQuoted = !isQuoted;
    } else if (sign === ',' && !isQuoted) {
      cells.push(cell);
      cell = '';
    } else cell += sign;
  }
  return [...cells, cell];
}

test('whatever the cells are, they are read again as they were, and none runs', () => {
  const texts = fc.array(
    fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '=', '@', '-', '\r') }),
    {
      minLength: 1,
      maxLength: 4,
    },
  );
  fc.assert(
    fc.property(texts, (cells) => {
      const found = read(csvRow(cells));
      expect(found.map((cell) => cell.replace(/^'/, ''))).toEqual(cells);
      for (const cell of found) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});
