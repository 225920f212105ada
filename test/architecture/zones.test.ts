import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { packageDirectory } from '#main/system/paths.ts';

const PROJECT = packageDirectory();
const CRUISER = join(PROJECT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const CONFIG = 'build/dependency-cruiser.config.cjs';
const ROOMS = ['main', 'preload', 'renderer', 'shared'];

const reportSchema = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(
      z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) }),
    ),
  }),
});

/** Who breaks which rule, as `rule: from -> to`. */
async function violations(project: string) {
  const args = [CRUISER, '--config', CONFIG, '--output-type', 'json', ...ROOMS];
  const text = await new Promise<string>((resolve, reject) => {
    const options = { cwd: project, maxBuffer: 64 * 1024 * 1024 };
    // Its exit code is the number of violations; without any output it could not do its work.
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      if (stdout === '') reject(new Error(stderr, { cause: error }));
      else resolve(stdout);
    });
  });
  const { summary } = reportSchema.parse(JSON.parse(text));
  return {
    modules: summary.totalCruised,
    broken: summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`),
  };
}

test('everything imports only what it may', async () => {
  const { modules, broken } = await violations(PROJECT);
  expect(broken).toEqual([]);
  expect(modules).toBeGreaterThan(100);
});

/** File, what it wrongly imports, and the rule that has to notice. */
const WRONG = [
  ['shared/a.ts', '#main/core/a.ts', 'shared-imports'],
  ['shared/b.ts', 'node:fs', 'shared-without-node'],
  ['main/core/b.ts', '#main/store/a.ts', 'core-imports'],
  ['main/core/c.ts', 'node:fs', 'core-without-node'],
  ['main/store/b.ts', '#main/hub/a.ts', 'store-imports'],
  ['main/store/c.ts', '#main/core/a.ts', 'store-imports'],
  ['main/hub/b.ts', '#main/store/a.ts', 'hub-imports'],
  ['main/hub/c.ts', 'better-sqlite3', 'hub-imports'],
  ['main/gateway/whatsapp/a.ts', '#main/hub/a.ts', 'whatsapp-imports'],
  ['main/gateway/simulator/b.ts', '#main/gateway/whatsapp/ok.ts', 'adapters-apart'],
  ['main/gateway/whatsapp/b.ts', 'electron', 'electron-in-its-rooms'],
  ['main/system/a.ts', '#main/core/a.ts', 'system-imports'],
  ['main/host.ts', 'electron', 'electron-in-its-rooms'],
  ['main/launch/a.ts', '#main/windows/ok.ts', 'host-imports'],
  ['main/supervisor/a.ts', 'electron', 'electron-in-its-rooms'],
  ['main/windows/a.ts', '#main/core/a.ts', 'shell-imports'],
  ['main/index.ts', '#main/store/a.ts', 'shell-root-imports'],
  ['preload/a.ts', 'zod', 'preload-imports'],
  ['preload/b.ts', '#shared/schema.ts', 'preload-without-schemas'],
  ['renderer/state/a.ts', '#main/core/a.ts', 'renderer-imports'],
  ['renderer/state/b.ts', 'node:path', 'renderer-without-node'],
  ['renderer/bridge/a.ts', '#shared/ipc/host-messages.ts', 'screens-without-shell-schemas'],
  ['renderer/ui/a.ts', '#renderer/state/ok.ts', 'primitives-know-no-product'],
  ['renderer/parts/a.ts', '#renderer/screens/ok.ts', 'parts-below-screens'],
  ['renderer/state/c.ts', '#renderer/ui/ok.ts', 'state-without-looks'],
  ['renderer/bridge/b.ts', '#renderer/state/ok.ts', 'bridge-below-state'],
  ['main/hub/d.ts', '#main/hub/e.ts', 'no-cycles'],
  ['main/hub/f.ts', './nowhere.ts', 'no-unresolvable'],
  ['main/hub/g.ts', 'undeclared', 'only-declared-packages'],
  ['main/system/b.ts', 'vitest', 'host-needs-no-dev-packages'],
] as const;

const FINE = [
  'main/core/a.ts',
  'main/store/a.ts',
  'main/hub/a.ts',
  'main/gateway/whatsapp/ok.ts',
  'main/windows/ok.ts',
  'renderer/state/ok.ts',
  'renderer/screens/ok.ts',
  'renderer/ui/ok.ts',
  'shared/ipc/host-messages.ts',
];

let project: string;
let noticed: string[];

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(project, path)), { recursive: true });
  await writeFile(join(project, path), text);
}

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'deskline-zones-'));
  for (const path of ['package.json', 'tsconfig.json', 'build/tsconfig.json', CONFIG]) {
    await cp(join(PROJECT, path), join(project, path));
  }
  for (const name of ['electron', 'zod', 'better-sqlite3', 'vitest', 'undeclared']) {
    await write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    await write(`node_modules/${name}/index.js`, 'module.exports = {};');
  }
  for (const path of FINE) await write(path, 'export const ok = 1;');
  await write('shared/schema.ts', "import * as zod from 'zod';\nexport const ok = zod;");
  await write('main/hub/e.ts', "export * from '#main/hub/d.ts';");
  for (const [path, imported] of WRONG) {
    await write(path, `import * as wrong from '${imported}';\nexport const used = wrong;`);
  }
  noticed = (await violations(project)).broken;
});
afterAll(() => rm(project, { recursive: true, force: true }));

test.each(WRONG)('%s may not import %s', (path, _imported, rule) => {
  expect(noticed.filter((line) => line.startsWith(`${rule}: ${path} -> `))).not.toEqual([]);
});

test('nothing else is held against anybody', () => {
  const wrong = new Set<string>(WRONG.map(([path]) => path));
  const others = noticed.filter((line) => !wrong.has(/: (.+) -> /.exec(line)?.[1] ?? ''));
  expect(others).toEqual([]);
});
