import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformWithOxc } from 'vite';
import type { PageConfig } from '../protocol.ts';

const PAGE_FOLDER = dirname(fileURLToPath(new URL('../page/main.ts', import.meta.url)));
const stripped = new Map<string, Promise<string>>();

/** A file of `page/` with its types removed, as the browser loads it: module by module. */
export function pageScript(name: string): Promise<string> {
  const known = stripped.get(name);
  if (known) return known;
  const made = readFile(join(PAGE_FOLDER, name), 'utf8').then(
    async (source) => (await transformWithOxc(source, name, { sourcemap: false })).code,
  );
  stripped.set(name, made);
  return made;
}

export function pageHtml(config: PageConfig): string {
  const json = JSON.stringify(config).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>WhatsApp</title>
    <script type="application/json" id="config">${json}</script>
    <script type="module" src="/page/main.ts"></script>
  </head>
  <body></body>
</html>
`;
}
