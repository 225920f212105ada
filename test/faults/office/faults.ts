import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultOffice } from './fault-office.ts';
import { pause, until } from './until.ts';

export interface Fault {
  readonly name: string;
  /** From which moment the time to recover counts: when it began, or when it was over. */
  readonly countsFrom: 'start' | 'end';
  /** How soon everything has to work again, in milliseconds; null: only nothing may be lost. */
  readonly targetMs: number | null;
  /** Where the host keeps its data; only for faults that need a disk of their own. */
  readonly needs?: 'small-disk';
  happen(office: FaultOffice): Promise<void>;
}

const fault = (
  name: string,
  countsFrom: Fault['countsFrom'],
  targetMs: number | null,
  happen: (office: FaultOffice) => Promise<void> | void,
): Fault => ({ name, countsFrom, targetMs, happen: async (office) => happen(office) });

/** Nothing but the traffic: what the others are compared with. */
const none = fault('none', 'start', null, () => undefined);

export const faults: readonly Fault[] = [
  none,
  fault('renderer crash', 'start', 5_000, ({ whatsapp }) => whatsapp.faults.crashPage()),
  fault('browser kill', 'start', 10_000, ({ whatsapp }) => whatsapp.faults.killBrowser()),
  fault('host kill -9', 'start', 15_000, (office) => office.killHost()),
  fault('host stopped and started', 'start', 15_000, async (office) => {
    await office.stopHost();
    await office.startHost();
  }),
  fault('page reload', 'start', null, ({ whatsapp }) => whatsapp.faults.reloadPage()),
  fault('socket drop', 'start', null, ({ whatsapp }) => whatsapp.faults.dropSocket()),
  fault('sync flips', 'start', null, ({ whatsapp }) => whatsapp.faults.flipSync()),
  fault('WhatsApp unreachable 4 s', 'end', null, async ({ whatsapp }) => {
    const end = whatsapp.faults.unreachable();
    await pause(4_000);
    end();
  }),
  fault('browser frozen 8 s', 'end', null, async ({ whatsapp }) => {
    const thaw = await whatsapp.faults.freezeBrowser();
    await pause(8_000);
    thaw();
  }),
  fault('page busy 6 s', 'start', null, ({ whatsapp }) => whatsapp.faults.busy(6_000)),
  fault('host suspended 5 s', 'end', null, async ({ host }) => {
    process.kill(host.pid, 'SIGSTOP');
    await pause(5_000);
    process.kill(host.pid, 'SIGCONT');
  }),
  fault('PC suspended 12 s', 'end', null, async ({ host, whatsapp }) => {
    const thaw = await whatsapp.faults.freezeBrowser();
    process.kill(host.pid, 'SIGSTOP');
    await pause(12_000);
    thaw();
    process.kill(host.pid, 'SIGCONT');
  }),
  fault('sends refused, hanging, silent', 'start', null, async ({ whatsapp }) => {
    await whatsapp.faults.refuseSend('nack');
    await whatsapp.faults.hangSend('before');
    await whatsapp.faults.hangSend('after');
    await whatsapp.faults.hangSend('silent');
  }),
  // Only a person knows whether the other browser is to keep the number.
  fault('used elsewhere, "Use here"', 'end', null, async ({ whatsapp, admin }) => {
    whatsapp.faults.setState('CONFLICT');
    await until(() => admin.replica.number.name === 'used-elsewhere', 30_000);
    const taken = await admin.command('number.use-here', {});
    if (!taken.ok) throw new Error(taken.message);
  }),
  fault('logout on the phone, new scan', 'end', null, async ({ whatsapp, admin }) => {
    whatsapp.phone.logout();
    await until(() => admin.replica.number.name === 'logged-out', 30_000);
    const asked = await admin.command('number.show-code', {});
    if (!asked.ok) throw new Error(asked.message);
    await until(() => admin.replica.number.name === 'waiting-for-scan', 30_000);
    await whatsapp.phone.scan();
  }),
  fault('2,000 messages at once', 'start', null, (office) => {
    for (let index = 0; index < 2_000; index += 1) {
      const customer = office.customers[index % office.customers.length];
      if (customer !== undefined) office.write(customer);
    }
  }),
  fault('messages without an event, page reload', 'start', null, (office) => {
    for (const customer of office.customers.slice(0, 10)) office.write(customer, true);
    office.whatsapp.faults.reloadPage();
  }),
  {
    name: 'disk full 4 s',
    countsFrom: 'end',
    targetMs: null,
    needs: 'small-disk',
    async happen(office) {
      const ballast = join(office.host.dataDirectory, 'ballast');
      fill(ballast);
      const isTold = await until(() => office.admin.replica.trouble !== null, 30_000);
      if (!isTold) throw new Error('The host did not say that its disk is full.');
      await pause(4_000);
      rmSync(ballast);
    },
  },
];

/** Takes what is left of the disk. */
function fill(path: string): void {
  for (const size of [1024 * 1024, 64 * 1024, 4 * 1024]) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    }
  }
}

/** A disk of its own for one office; null, and a reason, where that is not allowed. */
export function mountSmallDisk(directory: string, megabytes: number): string | null {
  const options = [
    '-t',
    'tmpfs',
    '-o',
    `size=${megabytes}m,mode=700`,
    'deskline-faults',
    directory,
  ];
  const { status, stderr } = spawnSync('mount', options, { encoding: 'utf8' });
  return status === 0
    ? null
    : `a small disk cannot be mounted here: ${stderr?.trim() || 'no mount'}`;
}

export function unmountSmallDisk(directory: string): void {
  spawnSync('umount', ['-l', directory]);
}
