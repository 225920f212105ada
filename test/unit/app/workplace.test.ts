import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readTypedAddress } from '#main/app/join/typed-address.ts';
import { openWorkplace } from '#main/app/join/workplace.ts';
import type { OwnHost } from '#main/app/join/workplace.ts';
import type { Paired } from '#main/app/join/pair-with.ts';
import type { KeptSecret } from '#main/app/kept-secret.ts';
import type { AnnouncedHost } from '#main/system/mdns.ts';
import type { HostStatus } from '#shared/ipc/contract.ts';
import { fail, ok } from '#shared/util/result.ts';
import { createRecordingLog } from '#test/doubles/log.ts';

const HOST = { host: '192.168.1.20', port: 7443 };
const FINGERPRINT = 'AB:CD:EF:01:23:45:67:89:00:11';
const ANNOUNCED = { office: 'Praxis', port: 7443, fingerprintStart: 'abcdef0123456789' };

let folder: string;
let path: string;
let story: string[];
/** What answers, by address: the fingerprint of its certificate. */
let presented: Record<string, string>;
let paired: Paired | null;
let found: (hosts: readonly AnnouncedHost[]) => void;
let setupCode: string | null;
let key: KeptSecret;
let session: KeptSecret;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskline-workplace-'));
  path = join(folder, 'workplace.json');
  story = [];
  presented = {};
  paired = { ...HOST, fingerprint: FINGERPRINT, office: 'Praxis', key: 'its key' };
  setupCode = 'CODE';
  key = secret();
  session = secret('of an earlier office');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function secret(value: string | null = null): KeptSecret {
  return {
    current: () => value,
    save: (next) => Promise.resolve(void (value = next)),
    clear: () => Promise.resolve(void (value = null)),
  };
}

function newHost(): OwnHost {
  let tell: (status: HostStatus) => void = () => undefined;
  const host = {
    status: { name: 'starting' } as HostStatus,
    onStatus: (listener: typeof tell) => void (tell = listener),
    start() {
      story.push('host starts');
      host.status = { name: 'running', port: 7443, setupCode };
      tell(host.status);
    },
    stop: () => Promise.resolve(void story.push('host stops')),
  };
  return host;
}

async function open(isHost = false, log = createRecordingLog()) {
  const workplace = await openWorkplace({
    path,
    isHost,
    key,
    session,
    newHost,
    self: { name: 'Second desk', platform: 'windows' },
    pair: async () => (paired ? ok(paired) : fail('no-code', 'No.')),
    presentedBy: async ({ host }) => presented[host] ?? null,
    look(onHosts) {
      story.push('looks');
      found = onHosts;
      return () => void story.push('looks no more');
    },
    log,
  });
  const statuses: string[] = [];
  workplace.onStatus(({ name }) => statuses.push(name));
  workplace.start();
  return { workplace, statuses };
}

async function joined() {
  const { workplace } = await open();
  await workplace.join();
  expect(await workplace.pair('192.168.1.20', 'the code')).toEqual(ok({ office: 'Praxis' }));
  story = [];
}

describe('a PC of which nobody has said what it is', () => {
  test('is asked about, and starts no host', async () => {
    const { workplace, statuses } = await open();
    expect(workplace.status).toEqual({ name: 'unchosen' });
    expect([statuses, story]).toEqual([['unchosen'], []]);
  });

  test('is the host from which an office is run already', async () => {
    const { workplace } = await open(true);
    expect(workplace.status).toMatchObject({ name: 'running' });
  });

  test('remembers that it is the host', async () => {
    await (await open()).workplace.beHost();
    expect((await open()).workplace.status).toMatchObject({ name: 'running' });
  });

  test('is asked about again when what it remembers is damaged, which the log says', async () => {
    await writeFile(path, '{"role":"king"}');
    const log = createRecordingLog();
    expect((await open(false, log)).workplace.status).toEqual({ name: 'unchosen' });
    expect(log.lines[0]?.what).toMatch(/it is asked again/);
  });
});

describe('a PC that joins', () => {
  test('looks for hosts until it is paired, and then is what it was paired as, also later', async () => {
    const { workplace, statuses } = await open();
    expect(await workplace.join()).toBe(true);
    found([{ ...ANNOUNCED, host: '192.168.1.20' }]);
    expect(workplace.hosts).toEqual([{ office: 'Praxis', address: '192.168.1.20:7443' }]);
    await workplace.pair('192.168.1.20', 'the code');
    expect(statuses).toEqual(['unchosen', 'joining', 'joined']);
    expect(story).toEqual(['looks', 'looks no more']);
    expect(session.current()).toBeNull();
    const later = (await open()).workplace;
    expect(later.status).toMatchObject({ name: 'joined', address: '192.168.1.20:7443' });
    expect(later.joined).toEqual({ ...HOST, fingerprint: FINGERPRINT, key: 'its key' });
    // What opens is where the system keeps secrets, and nowhere else.
    expect(await readFile(path, 'utf8')).not.toContain('its key');
  });

  test('goes on as before when it is not paired', async () => {
    await joined();
    const { workplace } = await open();
    await workplace.join();
    expect(workplace.joined).toBeNull();
    paired = null;
    expect(await workplace.pair('192.168.1.20', 'the code')).toMatchObject({ code: 'no-code' });
    workplace.goBack();
    expect(workplace.joined).toMatchObject({ key: 'its key' });
  });

  test('ends a host that nobody has set up, but none from which an office is run', async () => {
    const { workplace } = await open(true);
    expect(await workplace.join()).toBe(true);
    expect(story).toEqual(['host starts', 'host stops', 'looks']);
    workplace.goBack();
    expect(workplace.status).toMatchObject({ name: 'running' });
    setupCode = null;
    const { workplace: office } = await open(true);
    expect(await office.join()).toBe(false);
    expect(office.status).toMatchObject({ name: 'running' });
  });

  test('is paired only while it is about to be', async () => {
    const { workplace } = await open();
    expect(await workplace.pair('192.168.1.20', 'x')).toMatchObject({ code: 'host-trouble' });
    expect(await workplace.pair('no address!', 'x')).toMatchObject({ code: 'not-an-address' });
  });
});

describe('a host that does not answer where it was', () => {
  test('is followed to where it shows its certificate, and nowhere else', async () => {
    await joined();
    const { workplace, statuses } = await open();
    workplace.noteReached(false);
    presented = { '192.168.1.30': 'EE:EE', '192.168.1.40': FINGERPRINT };
    found([
      { ...ANNOUNCED, host: '192.168.1.20' },
      { ...ANNOUNCED, host: '192.168.1.30' },
      { ...ANNOUNCED, host: '192.168.1.40', fingerprintStart: '0000000000000000' },
    ]);
    await expect.poll(() => statuses).toEqual(['joined']);
    found([
      { ...ANNOUNCED, host: '192.168.1.30' },
      { ...ANNOUNCED, host: '192.168.1.40' },
    ]);
    await expect.poll(() => statuses).toEqual(['joined', 'joined']);
    expect(workplace.joined).toMatchObject({ host: '192.168.1.40', key: 'its key' });
    expect(story).toEqual(['looks', 'looks no more']);
  });

  test('is looked for no more when it answers again', async () => {
    await joined();
    const { workplace } = await open();
    workplace.noteReached(false);
    workplace.noteReached(false);
    workplace.noteReached(true);
    expect(story).toEqual(['looks', 'looks no more']);
  });
});

test.each([
  ['192.168.1.20', '192.168.1.20', 7443],
  [' https://192.168.1.20:8000/ ', '192.168.1.20', 8000],
  ['Front-Desk.local', 'front-desk.local', 7443],
  ['fe80::1', 'fe80::1', 7443],
  ['[FE80::1]:8000', 'fe80::1', 8000],
])('%j is typed for a host', (typed, host, port) => {
  expect(readTypedAddress(typed)).toEqual({ host, port });
});

test.each([
  '',
  'http://192.168.1.20',
  'ftp://x',
  'a b',
  '192.168.1.20:0',
  '192.168.1.20:70000',
  '[nonsense]:7443',
  'host/path',
  'user@host',
  '---',
])('%j is no address', (typed) => {
  expect(readTypedAddress(typed)).toBeNull();
});
