import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureCertificate } from '#main/hub/certificate.ts';
import { openDoors } from '#main/hub/doors.ts';
import { systemClock } from '#main/system/clock.ts';
import { silentLog } from '#test/doubles/log.ts';

let directory: string;
let tls: { key: string; cert: string };

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'deskline-doors-'));
  tls = await ensureCertificate({ directory, names: [], log: silentLog });
});

afterEach(() => rm(directory, { recursive: true, force: true }));

const open = (address: string, port = 0) =>
  openDoors({ tls, address, port, log: silentLog, clock: systemClock });

async function answers(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port, rejectUnauthorized: false });
  const isOpen = await Promise.race([
    once(socket, 'secureConnect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return isOpen;
}

test.runIf(process.platform === 'linux')(
  'a host that listens on one address of the network is found on its own loopback too',
  async () => {
    const doors = await open('127.0.0.2');
    expect(await answers('127.0.0.2', doors.port)).toBe(true);
    expect(await answers('127.0.0.1', doors.port)).toBe(true);
    await doors.close(() => Promise.resolve(), 100);
    expect(await answers('127.0.0.2', doors.port)).toBe(false);
    expect(await answers('127.0.0.1', doors.port)).toBe(false);
  },
);

test.each(['0.0.0.0', '127.0.0.1', 'localhost'])('%s is one address or two', async (address) => {
  const doors = await open(address);
  expect(await answers('127.0.0.1', doors.port)).toBe(true);
  await doors.close(() => Promise.resolve(), 100);
});

test.runIf(process.platform === 'linux')(
  'when the loopback is taken nothing stays open and the port is named as in use',
  async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(open('127.0.0.2', port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(await answers('127.0.0.2', port)).toBe(false);
    other.close();
  },
);
