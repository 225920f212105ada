import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningHub } from '#test/doubles/hub/running-hub.ts';

let hub: RunningHub;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'deskline-screens-'));
  await mkdir(join(directory, 'assets'));
  await writeFile(join(directory, 'index.html'), '<!doctype html><title>Inbox</title>');
  await writeFile(join(directory, 'assets', 'index-BxY12_z9.js'), 'start()');
  await writeFile(join(directory, 'icon.svg'), '<svg/>');
  await writeFile(join(directory, '.env'), 'SECRET=1');
  hub = await RunningHub.start({ screensDirectory: directory });
});
afterAll(async () => {
  await hub.end();
  await rm(directory, { recursive: true, force: true });
});

describe('the screens', () => {
  it.each(['/', '/inbox', '/inbox/conversation/7?x=1'])('start at %s', async (path) => {
    const answer = await hub.ask(path);
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toContain('Inbox');
    expect(answer.headers['content-type']).toMatch(/^text\/html/);
    expect(answer.headers['cache-control']).toBe('no-cache');
  });

  it('come with a policy that runs nothing but their own files', async () => {
    const { headers } = await hub.ask('/');
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        `connect-src 'self' wss://127.0.0.1:${hub.port}`,
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ]),
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('let a browser keep what never changes and nothing else', async () => {
    const asset = await hub.ask('/assets/index-BxY12_z9.js');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(asset.headers['content-type']).toMatch(/javascript/);
    expect((await hub.ask('/icon.svg')).headers['cache-control']).toBe('no-cache');
  });

  it.each([
    '/missing.js',
    '/.env',
    '/assets/',
    '/assets/../.env',
    '/%2e%2e/secret.txt',
    '/a%00.js',
  ])('do not include %s', async (path) => {
    const answer = await hub.ask(path);
    expect(answer.body.toString()).not.toContain('SECRET');
    if (path !== '/assets/') expect(answer.status).toBeGreaterThanOrEqual(400);
  });

  it.each([
    ['//evil.example/inbox', 400],
    ['https://evil.example/inbox', 400],
  ])('do not answer for other hosts: %s', async (path, status) => {
    expect((await hub.ask(path)).status).toBe(status);
  });

  it('are under the names of this machine alone', async () => {
    const answer = await hub.ask('/', { headers: { host: 'rebound.example' } });
    expect(answer.status).toBe(421);
    expect(answer.body.toString()).not.toContain('Inbox');
  });

  it('cannot be changed', async () => {
    const answer = await hub.ask('/', { method: 'PUT', body: 'x' });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
    expect((await hub.ask('/api/status', { method: 'DELETE' })).status).toBe(405);
    expect((await hub.ask('/api/nothing')).status).toBe(404);
  });

  it('say so when they were not built', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'deskline-empty-'));
    for (const screensDirectory of [null, empty]) {
      const bare = await RunningHub.start({ screensDirectory });
      const answer = await bare.ask('/');
      expect(answer.status).toBe(503);
      expect(answer.body.toString()).toContain('npm run build');
      await bare.end();
    }
    await rm(empty, { recursive: true });
  });

  it('are not for old TLS', async () => {
    const refused = new Promise((resolve) => {
      const socket = connect({
        host: '127.0.0.1',
        port: hub.port,
        ca: hub.cert,
        maxVersion: 'TLSv1.1',
        minVersion: 'TLSv1',
      });
      socket.on('error', resolve);
      socket.on('secureConnect', () => resolve(null));
    });
    expect(await refused).toBeInstanceOf(Error);
  });
});
