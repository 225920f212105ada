import { hostname } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningHub } from '#test/doubles/hub/running-hub.ts';
import { RawScreen } from '#test/doubles/hub/raw-screen.ts';

let hub: RunningHub;
beforeAll(async () => {
  hub = await RunningHub.start();
});
afterAll(() => hub.end());

describe('who may open a connection', () => {
  it.each([
    ['the page of another site', 'https://evil.example'],
    ['a page on another port of this machine', 'https://127.0.0.1:1'],
    ['the same page without TLS', 'http://127.0.0.1'],
    ['a local file or a sandboxed frame', 'null'],
    ['a page of another app', 'app://other'],
  ])('not %s', async (_who, origin) => {
    await expect(hub.raw({}, { origin }).opened()).rejects.toThrow('refused with 403');
  });

  it('not a program that names no page', async () => {
    const url = `wss://127.0.0.1:${hub.port}/hub`;
    const screen = new RawScreen(url, { ca: hub.cert });
    await expect(screen.opened()).rejects.toThrow('refused with 403');
  });

  it('our own page and the desktop app', async () => {
    const page = hub.raw();
    const app = hub.raw({}, { origin: 'app://deskline' });
    await Promise.all([page.opened(), app.opened()]);
    page.socket.terminate();
    app.socket.terminate();
  });

  it.each(['evil.example', 'evil.example:7443', '127.0.0.1.evil.example', 'x:y:z'])(
    'not under the name "%s"',
    async (host) => {
      const screen = hub.raw({ host }, { origin: `https://${host}` });
      await expect(screen.opened()).rejects.toThrow('refused with 421');
    },
  );

  it.each(['localhost', '127.0.0.1', '[::1]', '192.168.1.20', hostname()])(
    'under the name "%s"',
    async (name) => {
      const host = `${name}:${hub.port}`;
      const screen = hub.raw({ host }, { origin: `https://${host}` });
      await screen.opened();
      screen.socket.terminate();
    },
  );

  it('only where the hub is', async () => {
    const screen = new RawScreen(`wss://127.0.0.1:${hub.port}/elsewhere`, {
      ca: hub.cert,
      origin: hub.origin,
    });
    await expect(screen.opened()).rejects.toThrow('refused with 404');
  });

  it('nobody without TLS', async () => {
    await expect(new RawScreen(`ws://127.0.0.1:${hub.port}/hub`, {}).opened()).rejects.toThrow();
  });

  it('nobody without end', async () => {
    const strict = await RunningHub.start({ limits: { upgradesPerMinute: 3 } });
    for (let attempt = 0; attempt < 3; attempt += 1) await strict.raw().opened();
    await expect(strict.raw().opened()).rejects.toThrow('refused with 429');
    await strict.end();
  });

  it('offers no compression', async () => {
    const screen = hub.raw();
    await screen.opened();
    expect(screen.socket.extensions).toBe('');
    screen.socket.terminate();
  });
});
