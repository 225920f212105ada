import { expect, test } from 'vitest';
import { startText } from '#main/launch/terminal-texts.ts';

const host = {
  addresses: ['https://localhost:7443', 'https://192.168.1.20:7443'],
  letsBrowsersIn: true,
  fingerprint: 'AA:BB',
  setupCode: null,
  dataDirectory: '/data',
  isDemo: true,
  isTemporary: true,
};

test('the demo says how a second person signs in beside the first', () => {
  const logins = ['Ana', 'Ben'].map((name) => ({ name, password: 'finch-pebble' }));
  const text = startText({ ...host, logins });
  expect(text).toContain('Ana, password finch-pebble');
  expect(text).toContain('private (incognito) window');
  expect(startText({ ...host, logins: [] })).not.toContain('incognito');
});

test('other PCs are told of the app, where browsers are not let in', () => {
  const text = startText({ ...host, logins: [], letsBrowsersIn: false });
  expect(text).toContain('Settings > Computers');
  expect(text).toContain('192.168.1.20:7443');
  expect(text).not.toContain('https://192.168.1.20:7443');
  expect(startText({ ...host, logins: [] })).toContain('https://192.168.1.20:7443');
});
