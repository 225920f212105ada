import { describe, expect, test, vi } from 'vitest';
import { reachableAddresses, reachableNames } from '#main/system/addresses.ts';
import { systemClock } from '#main/system/clock.ts';
import { nearestWord } from '#main/system/nearest-word.ts';
import { createPasswordHasher } from '#main/system/passwords.ts';
import { systemRandom } from '#main/system/random.ts';

const address = (at: string, family: 'IPv4' | 'IPv6' = 'IPv4', internal = false) => ({
  address: at,
  family,
  internal,
  netmask: '',
  mac: '',
  cidr: null,
  scopeid: 0,
});

const frontDesk = {
  hostname: 'Front-Desk',
  interfaces: {
    lo: [address('127.0.0.1', 'IPv4', true)],
    eth0: [address('192.168.1.20'), address('fe80::1', 'IPv6')],
    wlan0: [address('169.254.7.7'), address('192.168.1.31')],
    docker0: [address('172.17.0.1')],
    'br-0f3a': [address('172.18.0.1')],
  },
} as Parameters<typeof reachableAddresses>[2];

describe('elapsed time', () => {
  test('goes on whatever the clock of the PC is set to', () => {
    const before = systemClock.elapsed();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 24 * 60 * 60_000 });
    const forward = systemClock.elapsed();
    vi.setSystemTime(0);
    const back = systemClock.elapsed();
    vi.useRealTimers();
    expect(forward - before).toBeLessThan(60_000);
    expect(back).toBeGreaterThanOrEqual(forward);
  });
});

describe('the printed addresses', () => {
  test('of a host for everybody are this PC, its name and its places in the office network', () => {
    expect(reachableAddresses('0.0.0.0', 7443, frontDesk)).toEqual([
      'https://localhost:7443',
      'https://front-desk:7443',
      'https://192.168.1.20:7443',
      'https://192.168.1.31:7443',
    ]);
    expect(reachableNames('::', frontDesk)).toContain('192.168.1.20');
  });

  test('of a host for this PC alone are one', () => {
    for (const host of ['127.0.0.1', '::1', 'localhost', '127.0.0.5']) {
      expect(reachableAddresses(host, 1, frontDesk)).toEqual(['https://localhost:1']);
    }
  });

  test('of a host on one address are that one', () => {
    expect(reachableAddresses('10.0.0.7', 1, frontDesk)).toEqual(['https://10.0.0.7:1']);
    expect(reachableAddresses('fd00::7', 1, frontDesk)).toEqual(['https://[fd00::7]:1']);
  });
});

describe('passwords', () => {
  const hasher = createPasswordHasher();

  test('are hashed with argon2id, 19 MiB and two passes, each with its own salt', async () => {
    const [one, two] = await Promise.all([
      hasher.hash('correct horse'),
      hasher.hash('correct horse'),
    ]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
  });

  test('match their own hash and no other', async () => {
    const hash = await hasher.hash('Grüße 👋 1234');
    expect(await hasher.verify(hash, 'Grüße 👋 1234')).toBe(true);
    expect(await hasher.verify(hash, 'Grüße 👋 1235')).toBe(false);
  });

  test('match nothing that is not such a hash', async () => {
    for (const hash of ['', 'plain', '$argon2id$broken', '$2b$10$abcdefghijklmnopqrstuv']) {
      expect(await hasher.verify(hash, 'plain')).toBe(false);
    }
  });
});

test('tokens are url-safe, of the length asked for, and never the same', () => {
  const tokens = Array.from({ length: 100 }, () => systemRandom.token(32));
  expect(new Set(tokens).size).toBe(100);
  for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  expect(systemRandom.digest('abc')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

describe('the clock', () => {
  test('calls back once, after the time, unless cancelled', () => {
    vi.useFakeTimers();
    try {
      const calls: string[] = [];
      systemClock.after(1_000, () => calls.push('kept'));
      const cancel = systemClock.after(1_000, () => calls.push('cancelled'));
      cancel();
      vi.advanceTimersByTime(999);
      expect(calls).toEqual([]);
      vi.advanceTimersByTime(5_000);
      expect(calls).toEqual(['kept']);
    } finally {
      vi.useRealTimers();
    }
  });

  test('waits longer than a timer can count, and can still be cancelled', () => {
    vi.useFakeTimers();
    try {
      const days = 24 * 60 * 60 * 1_000;
      const callback = vi.fn();
      systemClock.after(60 * days, callback);
      const cancel = systemClock.after(60 * days, callback);
      vi.advanceTimersByTime(59 * days);
      expect(callback).not.toHaveBeenCalled();
      cancel();
      vi.advanceTimersByTime(2 * days);
      expect(callback).toHaveBeenCalledTimes(1);
    } finally {
      vi.useRealTimers();
    }
  });
});

test('the nearest word is the one that was probably meant', () => {
  expect(nearestWord('--prot', ['--port', '--host'])).toBe('--port');
  expect(nearestWord('--browsre', ['--browser'])).toBe('--browser');
  expect(nearestWord('--everything', ['--port', '--host'])).toBeNull();
});
