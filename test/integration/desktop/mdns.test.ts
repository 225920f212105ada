import { afterEach, expect, test } from 'vitest';
import { Bonjour } from 'bonjour-service';
import { keepAnnounced } from '#main/launch/keep-announced.ts';
import { announceHost, lookForHosts } from '#main/system/mdns.ts';
import type { AnnouncedHost } from '#main/system/mdns.ts';
import { settingsFrom } from '#shared/domain/settings.ts';
import type { Settings, SettingValue } from '#shared/domain/settings.ts';
import { silentLog } from '#test/doubles/log.ts';

/** On the loopback alone, and away from the network's own port. */
const place = { interface: '127.0.0.1', bind: '0.0.0.0', port: 20_000 + (process.pid % 20_000) };
const HOST = { office: 'Praxis Dr. Müller', port: 7443, fingerprint: 'AB:CD:EF:01:23:45:67:89:00' };

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** Resolves with what is found once it fits. */
function found(is: (hosts: readonly AnnouncedHost[]) => boolean) {
  return new Promise<readonly AnnouncedHost[]>((resolve) => {
    ends.push(lookForHosts((hosts) => is(hosts) && resolve(hosts), silentLog, place));
  });
}

test('a host that says it is there is found with its office and its address', async () => {
  ends.push(announceHost(HOST, silentLog, place));
  expect(await found((hosts) => hosts.length === 1)).toEqual([
    {
      office: 'Praxis Dr. Müller',
      host: '127.0.0.1',
      port: 7443,
      fingerprintStart: 'abcdef0123456789',
    },
  ]);
});

test('a host that takes it back is found no more', async () => {
  const takeBack = announceHost(HOST, silentLog, place);
  let isGone: (value: unknown) => void = () => undefined;
  const gone = new Promise((resolve) => (isGone = resolve));
  await new Promise<void>((resolve) => {
    let wasThere = false;
    const stop = lookForHosts(
      (hosts) => {
        if (hosts.length > 0) {
          wasThere = true;
          resolve();
        } else if (wasThere) isGone(null);
      },
      silentLog,
      place,
    );
    ends.push(stop);
  });
  await takeBack();
  await gone;
});

test('what others say under the same name is no host, or shown as harmless text', async () => {
  const bonjour = new Bonjour(place);
  ends.push(() => new Promise((resolve) => bonjour.destroy(() => resolve(null))));
  const said = [
    { v: '1', office: 'No fingerprint' },
    { v: '2', office: 'Other version', fp: 'abcdef0123456789' },
    { v: '1', office: 'Wrong fingerprint', fp: '<script>' },
    { v: '1', office: `Evil\u202E\u0007${'x'.repeat(100)}`, fp: '0000000000000000' },
  ];
  for (const [index, txt] of said.entries()) {
    bonjour.publish({ name: `Other ${index}`, type: 'deskline', port: 7000 + index, txt });
  }
  const hosts = await found((some) => some.length > 0);
  expect(hosts).toHaveLength(1);
  expect(hosts[0]?.office).toBe(`Evil${'x'.repeat(56)}`);
});

/** Settings that a test changes. */
function preferences(...chosen: readonly [string, SettingValue][]) {
  let current = settingsFrom(chosen);
  let tell: (settings: Settings) => void = () => undefined;
  return {
    current: () => current,
    on(listener: (settings: Settings) => void) {
      tell = listener;
      return () => (tell = () => undefined);
    },
    change(...next: readonly [string, SettingValue][]) {
      current = settingsFrom(next);
      tell(current);
    },
  };
}

function kept(address: string, settings = preferences()) {
  const story: string[] = [];
  const end = keepAnnounced({
    settings,
    address,
    port: 7443,
    fingerprint: HOST.fingerprint,
    log: silentLog,
    announce({ office }) {
      story.push(`says ${office}`);
      return () => Promise.resolve(void story.push(`takes back ${office}`));
    },
  });
  return { settings, story, end };
}

test('a host is announced by its office’s name for as long as an admin wants that', async () => {
  const { settings, story, end } = kept('0.0.0.0', preferences(['office.name', 'One']));
  settings.change(['office.name', 'Two']);
  settings.change(['office.name', 'Two'], ['computers.announce', false]);
  settings.change(['office.name', 'Three'], ['computers.announce', false]);
  settings.change(['office.name', 'Three']);
  await end();
  expect(story).toEqual([
    'says One',
    'takes back One',
    'says Two',
    'takes back Two',
    'says Three',
    'takes back Three',
  ]);
});

test.each(['127.0.0.1', 'localhost', '::1'])(
  'a host that only its own PC reaches (%s) is not announced',
  async (address) => {
    const { story, end } = kept(address);
    await end();
    expect(story).toEqual([]);
  },
);
