import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HubAddress } from '#main/windows/authority.ts';
import { serveScreens } from '#main/windows/serve-screens.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'deskline-serve-'));
  await writeFile(join(root, 'index.html'), '<!doctype html>');
  await writeFile(join(root, 'app.js'), 'run()');
});
afterAll(() => rm(root, { recursive: true, force: true }));

function served(port: number | null = 7443) {
  const hub: { address: HubAddress | null } = {
    address: port === null ? null : { host: '127.0.0.1', port },
  };
  const passedOn: string[] = [];
  const screens = serveScreens({
    root,
    hub: () => hub.address,
    proxy: async (request) => {
      passedOn.push(`${request.method} ${request.url}`);
      return new Response('from the host');
    },
  });
  const ask = (url: string, init?: RequestInit) => screens.handle(new Request(url, init));
  return { hub, screens, passedOn, ask };
}

test('a page may load itself and connect to the hub on this PC, nothing else', async () => {
  const { ask } = served();
  const { headers } = await ask('app://deskline/');
  const policy = headers.get('content-security-policy')?.split('; ');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("connect-src 'self' wss://127.0.0.1:7443");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test('a page served before the hub is known may connect nowhere, and is to come anew then', async () => {
  const { ask, hub, screens } = served(null);
  expect(screens.isCurrent()).toBe(true);
  const { headers } = await ask('app://deskline/');
  expect(headers.get('content-security-policy')).toContain("connect-src 'self';");
  expect(screens.isCurrent()).toBe(true);
  hub.address = { host: '192.168.1.20', port: 7443 };
  expect(screens.isCurrent()).toBe(false);
  const { headers: next } = await ask('app://deskline/');
  expect(next.get('content-security-policy')).toContain('wss://192.168.1.20:7443');
  expect(screens.isCurrent()).toBe(true);
});

test('what counts is the policy of the page, not of its scripts', async () => {
  const { ask, hub, screens } = served();
  await ask('app://deskline/app.js');
  hub.address = null;
  expect(screens.isCurrent()).toBe(true);
});

test.each(['/api/status', '/media/abc?name=x', '/media'])(
  '%s is asked of the host',
  async (path) => {
    const { ask, passedOn } = served();
    expect(await (await ask(`app://deskline${path}`)).text()).toBe('from the host');
    expect(passedOn).toEqual([`GET app://deskline${path}`]);
  },
);

test.each([
  ['another host of the scheme', 'app://other/', 'GET', 404],
  ['another host with the path of the api', 'app://other/api/status', 'GET', 404],
  ['a file that is not there', 'app://deskline/gone.js', 'GET', 404],
  ['writing', 'app://deskline/app.js', 'POST', 405],
])('%s is refused', async (_what, url, method, status) => {
  const { ask, passedOn } = served();
  const response = await ask(url, { method });
  expect(response.status).toBe(status);
  expect(await response.text()).toBe('');
  expect(passedOn).toEqual([]);
});

test('asked for its head alone a file has no body', async () => {
  const { ask } = served();
  const response = await ask('app://deskline/app.js', { method: 'HEAD' });
  expect(response.headers.get('content-length')).toBe('5');
  expect(await response.text()).toBe('');
});
