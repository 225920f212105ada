import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageDirectory } from '#main/system/paths.ts';

const OWN_FORMAT =
  /Intl\.DateTimeFormat|toLocale(Time|Date)String|type="(time|date|datetime-local|week|month)"/;

test('times and days are formatted and typed in one place, by the choice of the office', async () => {
  const screens = join(packageDirectory(), 'renderer');
  const all = await readdir(screens, { recursive: true });
  const files = all.filter((name) => /\.(svelte|ts)$/.test(name) && !/^i18n\b/.test(name));
  expect(files.length).toBeGreaterThan(100);
  const texts = await Promise.all(files.map((name) => readFile(join(screens, name), 'utf8')));
  expect(files.filter((_, index) => OWN_FORMAT.test(texts[index] ?? ''))).toEqual([]);
});
