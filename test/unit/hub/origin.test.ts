import { describe, expect, it } from 'vitest';
import { isOwnHost, isOwnOrigin, mayChange } from '#main/hub/origin.ts';

describe('the host that a request names', () => {
  it.each([
    '192.168.1.20:7443',
    '127.0.0.1',
    '[::1]:7443',
    '[fe80::1]',
    'localhost:7443',
    'LOCALHOST',
    'front-desk',
    'Front-Desk:7443',
    'front-desk.local:7443',
  ])('is this machine: %s', (host) => {
    expect(isOwnHost(host, 'Front-Desk')).toBe(true);
  });

  it.each([
    undefined,
    '',
    'evil.example',
    'front-desk.evil.example',
    'front-desk.local.evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.1:7443@evil.example',
    'evil.example#127.0.0.1',
    '[front-desk]',
    '::1',
    '127.0.0.1, evil.example',
    '999.1.1.1',
  ])('is another: %s', (host) => {
    expect(isOwnHost(host, 'front-desk')).toBe(false);
  });

  it('may be the full or the short form of a full name', () => {
    for (const host of ['desk.office.lan', 'desk', 'desk.local']) {
      expect(isOwnHost(host, 'desk.office.lan')).toBe(true);
    }
    expect(isOwnHost('office.lan', 'desk.office.lan')).toBe(false);
  });
});

describe('the page that a request comes from', () => {
  const extra = ['app://deskline'];

  it('is ours when it has the same host and port over TLS, or is the desktop app', () => {
    expect(isOwnOrigin('https://desk:7443', 'desk:7443', extra)).toBe(true);
    expect(isOwnOrigin('app://deskline', 'desk:7443', extra)).toBe(true);
    expect(isOwnOrigin('http://desk:7443', 'desk:7443', extra)).toBe(false);
    expect(isOwnOrigin('https://desk', 'desk:7443', extra)).toBe(false);
    expect(isOwnOrigin('https://undefined', undefined, extra)).toBe(false);
    expect(isOwnOrigin('app://deskline.evil', 'desk:7443', extra)).toBe(false);
  });

  it('may change something when it is ours or no page at all', () => {
    const host = 'desk:7443';
    expect(mayChange({ host, origin: 'https://desk:7443' }, extra)).toBe(true);
    expect(mayChange({ host }, extra)).toBe(true);
    expect(mayChange({ host, 'sec-fetch-site': 'same-origin' }, extra)).toBe(true);
    expect(mayChange({ host, 'sec-fetch-site': 'same-site' }, extra)).toBe(false);
    expect(mayChange({ host, origin: 'null' }, extra)).toBe(false);
    expect(
      mayChange({ host, origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, extra),
    ).toBe(false);
  });
});
