import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startHost } from '#main/launch/start-host.ts';
import { openStore } from '#main/store/open-store.ts';
import { systemClock } from '#main/system/clock.ts';
import { hire } from '#test/doubles/core/hire.ts';
import { ScriptedGateway } from '#test/doubles/gateway/scripted-gateway.ts';
import { silentLog } from '#test/doubles/log.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { photograph, Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice, PASSWORD } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;
let cleo: Screen;

beforeAll(async () => {
  office = await openSimulatedOffice(await nineWrongTries());
  cleo = await Screen.open(office.browser, `https://localhost:${office.host.port}`);
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await office.photograph(task.name);
  await photograph(cleo.page, `${task.name} Cleo`);
});

afterAll(() => office.close());

/** A data folder in which the next wrong password for Cleo locks her account. */
async function nineWrongTries(): Promise<string> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'deskline-locked-'));
  const { core, setupCode, close } = await startHost({
    dataDirectory,
    address: '127.0.0.1',
    port: 0,
    screensDirectory: null,
    gateway: new ScriptedGateway(),
    clock: systemClock,
    log: silentLog,
    version: 'test',
  });
  const code = setupCode ?? '';
  const admin = await core.accounts.setup({ code, name: 'Ana', password: PASSWORD }, 'test');
  if (!admin.ok) throw new Error('no admin');
  await core.accounts.signOut(admin.value.token);
  let agentId = admin.value.agent.id;
  for (const name of ['Ben', 'Cleo']) {
    const person = { name, password: PASSWORD, role: 'agent' } as const;
    ({ id: agentId } = await hire(core, person, admin.value.agent));
  }
  await close();
  const store = openStore({ directory: dataDirectory, log: silentLog });
  await store.write((tx) =>
    tx.putTries({
      key: `account:${agentId}`,
      of: 'account',
      agentId,
      wrong: 9,
      triedAt: Date.now(),
      until: 0,
      isLocked: false,
      name: 'Cleo',
      address: '192.168.1.66',
    }),
  );
  await store.close();
  return dataDirectory;
}

test('one wrong password too many locks, and says for how long and who can help', async () => {
  await cleo.fill('Name', 'Cleo');
  await cleo.fill('Password', 'not this one');
  await cleo.press('Sign in');
  await cleo.reads('The name or the password is not right.');
  await cleo.fill('Password', PASSWORD);
  await cleo.press('Sign in');
  await cleo.reads('Locked after too many wrong tries. You can try again in');
  await cleo.reads('an admin of your office can unlock you at once');
  expect(await accessibilityProblems(cleo)).toEqual([]);
});

test('the team shows an admin who is locked, and nobody else', async () => {
  await office.ben.goTo('Team');
  await office.ben.reads('Cleo');
  await office.ana.goTo('Team');
  await office.ana.reads('too many wrong passwords');
  expect(await accessibilityProblems(office.ana)).toEqual([]);
  const seen = await office.ben.page.evaluate(() => document.body.innerText);
  expect(seen).not.toContain('Locked until');
});

test('unlocked by an admin they get in at once, and both are in the audit log', async () => {
  await office.ana.press('Unlock Cleo');
  await office.ana.reads('Cleo can try again');
  await office.ana.page.waitForFunction(() => !document.body.innerText.includes('Locked until'));
  await cleo.press('Sign in');
  await cleo.finds('tablist', 'Which conversations');
  await office.ana.goTo('Settings');
  await office.ana.press('Audit log');
  await office.ana.reads('Too many attempts for Cleo: locked out until');
  await office.ana.reads('Ana unlocked Cleo');
});
