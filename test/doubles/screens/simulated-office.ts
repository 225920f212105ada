import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer';
import type { Gateway } from '#main/core/ports/gateway.ts';
import { instantPace } from '#main/gateway/simulator/pace.ts';
import { createSimulatorGateway } from '#main/gateway/simulator/simulator-gateway.ts';
import type { SimulatorControls } from '#main/gateway/simulator/simulator-controls.ts';
import { startHost } from '#main/launch/start-host.ts';
import type { RunningHost } from '#main/launch/start-host.ts';
import { systemClock } from '#main/system/clock.ts';
import { screensDirectory } from '#main/system/paths.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import { invariant } from '#shared/util/assert.ts';
import { silentLog } from '../log.ts';
import { openOfficeBrowser, photograph, Screen } from './screen.ts';
import { allowSeveralDevices, hire as hireIntoOffice } from '#test/doubles/core/hire.ts';

export const PASSWORD = 'three grey heron feathers';

/** A real host and real screens; the test plays the customers. */
export interface SimulatedOffice {
  readonly simulator: Gateway & SimulatorControls;
  readonly host: RunningHost;
  readonly browser: Browser;
  /** The customer who wrote already. */
  readonly anna: WaAddress;
  /** An admin at her inbox. */
  readonly ana: Screen;
  readonly ben: Screen;
  /** Opens another screen for somebody who works here: Ana, Ben or Cleo. */
  sitDown(name: string): Promise<Screen>;
  photograph(name: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * `prepared`: a data folder in which Ana, Ben and Cleo work already; it is gone afterwards.
 * `hasOneSession`: nobody is signed in twice, as the default settings say.
 */
export async function openSimulatedOffice(
  prepared?: string,
  { hasOneSession = false } = {},
): Promise<SimulatedOffice> {
  const dataDirectory = prepared ?? (await mkdtemp(join(tmpdir(), 'deskline-screens-')));
  const simulator = createSimulatorGateway({
    seed: 'screens',
    clock: systemClock,
    log: silentLog,
    pace: instantPace,
  });
  const anna = simulator.addCustomer({ phone: '+4915112345678', name: 'Anna Berg' });
  const host = await startHost({
    dataDirectory,
    address: '127.0.0.1',
    port: 0,
    screensDirectory: screensDirectory(),
    gateway: simulator,
    clock: systemClock,
    log: silentLog,
    version: 'test',
  });
  if (prepared === undefined) await hire(host, hasOneSession);
  const browser = await openOfficeBrowser();
  const url = `https://localhost:${host.port}`;
  const sitDown = async (name: string): Promise<Screen> => {
    const screen = await Screen.open(browser, url);
    await screen.signIn(name, PASSWORD);
    return screen;
  };
  const ana = await sitDown('Ana');
  const ben = await sitDown('Ben');
  return {
    simulator,
    host,
    browser,
    anna,
    ana,
    ben,
    sitDown,
    async photograph(name) {
      await photograph(ana.page, `${name} Ana`);
      await photograph(ben.page, `${name} Ben`);
    },
    async close() {
      await browser.close();
      await host.close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

async function hire({ core, setupCode }: RunningHost, hasOneSession: boolean): Promise<void> {
  const admin = await core.accounts.setup(
    { code: setupCode ?? '', name: 'Ana', password: PASSWORD },
    'test',
  );
  invariant(admin.ok, 'the first admin is set up');
  if (hasOneSession) await core.accounts.signOut(admin.value.token);
  else await allowSeveralDevices(core, admin.value.agent);
  for (const name of ['Ben', 'Cleo']) {
    const colleague = { name, password: PASSWORD, role: 'agent' } as const;
    await hireIntoOffice(core, colleague, admin.value.agent);
  }
}
