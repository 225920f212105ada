import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureCertificate } from '#main/hub/certificate.ts';
import { HubLink } from '#main/windows/hub-link.ts';
import { isPinned } from '#main/windows/pinned-certificate.ts';
import { createRecordingLog, silentLog } from '#test/doubles/log.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskline-link-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const make = (name: string) =>
  ensureCertificate({ directory: join(folder, name), names: [], log: silentLog });
const running = (port: number) => ({ name: 'running', port, setupCode: null }) as const;

test('the hub is where the running host says, and proved by its certificate', async () => {
  const { cert } = await make('tls');
  const certificatePath = join(folder, 'tls', 'host.crt');
  const link = new HubLink({ certificatePath, wantedPort: 0, joined: () => null, log: silentLog });
  expect([link.address, link.target]).toEqual([null, null]);
  link.update(running(4321));
  expect(link.address).toEqual({ host: '127.0.0.1', port: 4321 });
  expect(link.target?.port).toBe(4321);
  expect(isPinned(link.target!.certificate, cert)).toBe(true);
  expect(isPinned(link.target!.certificate, (await make('another')).cert)).toBe(false);
  expect(isPinned(link.target!.certificate, 'no certificate')).toBe(false);
  expect(isPinned(null, cert)).toBe(false);
});

test('while the host starts again its place is kept but nobody is asked there', async () => {
  await make('tls');
  const certificatePath = join(folder, 'tls', 'host.crt');
  const link = new HubLink({
    certificatePath,
    wantedPort: 7443,
    joined: () => null,
    log: silentLog,
  });
  link.update({ name: 'starting' });
  expect(link.address?.port).toBe(7443);
  link.update(running(7443));
  link.update({ name: 'restarting', retryAt: 0, reason: 'The host was killed.' });
  expect(link.target).toBeNull();
  expect(link.address?.port).toBe(7443);
});

test('a host whose certificate cannot be read is trusted with nothing', async () => {
  const log = createRecordingLog();
  const certificatePath = join(folder, 'damaged.crt');
  await writeFile(certificatePath, 'damaged');
  const link = new HubLink({ certificatePath, wantedPort: 7443, joined: () => null, log });
  link.update(running(7443));
  expect(link.target).toBeNull();
  expect(log.lines[0]?.what).toBe('The certificate of the host cannot be read.');
});

test('a host that was joined is where it was paired, and nobody is asked before or meanwhile', () => {
  const joined = { host: '192.168.1.20', port: 7443, fingerprint: 'AB:CD', key: 'its key' };
  const link = new HubLink({
    certificatePath: '/nowhere',
    wantedPort: 7443,
    joined: () => joined,
    log: silentLog,
  });
  link.update({ name: 'joined', address: '192.168.1.20:7443', office: '' });
  expect(link.address).toEqual({ host: '192.168.1.20', port: 7443 });
  expect(link.target).toMatchObject({ certificate: { fingerprint: 'AB:CD' }, key: 'its key' });
  for (const name of ['joining', 'unchosen'] as const) {
    link.update({ name });
    expect([link.address, link.target]).toEqual([null, null]);
  }
});
