import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sessionSchema } from '#shared/protocol/http.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/frames.ts';
import { RunningHub, statusOf } from '#test/doubles/hub/running-hub.ts';

let hub: RunningHub;
beforeEach(async () => {
  hub = await RunningHub.start();
});
afterEach(() => hub.end());

const right = { name: 'Agent 2', password: 'right password' };
const wrong = { name: 'Agent 2', password: 'wrong password' };

describe('signing in', () => {
  it('gives a browser a cookie that no script reads and no other site sends', async () => {
    const answer = await hub.post('/api/sign-in', { ...right, keep: 'cookie' });
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({ agent: hub.core.agents[1], token: null });
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^__Host-deskline=token-[0-9]+; /);
    const attributes = cookie.split('; ').slice(1);
    expect(attributes).toEqual(
      expect.arrayContaining(['Path=/', 'Secure', 'HttpOnly', 'SameSite=Strict']),
    );
    expect(cookie).not.toContain('Domain');
    expect(answer.headers['cache-control']).toBe('no-store');

    const screen = hub.raw({ cookie: cookie.split(';', 1)[0] ?? '' });
    await screen.opened();
    screen.hello();
    expect((await screen.next('welcome')).me).toEqual(hub.core.agents[1]);
  });

  it('gives the desktop app a token and no cookie', async () => {
    const answer = await hub.post('/api/sign-in', { ...right, keep: 'token' });
    expect(sessionSchema.parse(answer.json()).token).toMatch(/^token-/);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('refuses what is not right, and says no more', async () => {
    const answer = await hub.post('/api/sign-in', { ...wrong, keep: 'cookie' });
    expect(answer.status).toBe(401);
    expect(answer.json()).toMatchObject({ code: 'wrong-credentials' });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('is not open to the page of another site', async () => {
    const body = { ...right, keep: 'cookie' };
    const evil = await hub.post('/api/sign-in', body, { origin: 'https://evil.example' });
    expect(evil.status).toBe(403);
    const crossSite = await hub.post('/api/sign-in', body, { 'sec-fetch-site': 'cross-site' });
    expect(crossSite.status).toBe(403);
    const own = await hub.post('/api/sign-in', body, { origin: hub.origin });
    expect(own.status).toBe(200);
  });

  it('takes only small JSON of the right shape', async () => {
    const form = await hub.ask('/api/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify({ ...right, keep: 'cookie' }),
    });
    expect(form.status).toBe(415);
    expect((await hub.post('/api/sign-in', { ...right, keep: 'forever' })).status).toBe(400);
    expect((await hub.post('/api/sign-in', [])).status).toBe(400);
    const large = { ...right, keep: 'cookie', more: 'x'.repeat(20_000) };
    expect((await hub.post('/api/sign-in', large)).status).toBe(413);
  });
});

describe('changing one’s own password', () => {
  const change = { ...right, newPassword: 'nine paper windmills' };

  it('leaves the session of who has one as it is', async () => {
    const stays = await hub.post('/api/password', { ...change, keep: 'cookie' }, ownCookie());
    expect([stays.status, stays.json()]).toEqual([200, { agent: hub.core.agents[1], token: null }]);
    expect(stays.headers['set-cookie']).toBeUndefined();
  });

  it('is refused with a status that says why', async () => {
    const answer = async (body: object) => {
      const { status, json } = await hub.post('/api/password', { ...body, keep: 'token' });
      return [status, json()];
    };
    expect(await answer({ ...change, password: 'wrong password' })).toEqual([
      401,
      expect.objectContaining({ code: 'wrong-credentials' }),
    ]);
    expect(await answer({ ...change, newPassword: right.password })).toEqual([
      422,
      expect.objectContaining({ code: 'same-password' }),
    ]);
  });

  it('takes nothing of another shape', async () => {
    for (const wrongly of [
      { newPassword: 'short' },
      { newPassword: 'x'.repeat(129) },
      { newPassword: ['nine paper windmills'] },
      { newPassword: null },
      { name: 7 },
      { name: 'x'.repeat(201) },
      { password: { $ne: '' } },
      { keep: 'forever' },
    ]) {
      const body = { ...change, keep: 'cookie', ...wrongly };
      expect((await hub.post('/api/password', body)).status, JSON.stringify(wrongly)).toBe(400);
    }
  });

  it('is not open to the page of another site', async () => {
    const body = { ...change, keep: 'cookie' };
    const evil = await hub.post('/api/password', body, { origin: 'https://evil.example' });
    expect(evil.status).toBe(403);
  });

  function ownCookie() {
    hub.core.tokens.set('token-own', hub.core.agents[1]!);
    return { cookie: '__Host-deskline=token-own' };
  }
});

describe('the first setup', () => {
  it('makes the admin with the code the host printed, once', async () => {
    hub.core.needsSetup = true;
    expect((await hub.ask('/api/status')).json()).toEqual({
      version: '1.2.3',
      protocol: PROTOCOL_VERSION,
      needsSetup: true,
      needsRescue: false,
      notAdmitted: null,
      office: { name: '', logo: null },
    });
    const body = { name: 'Owner', password: 'a long password', keep: 'cookie' };
    const bad = await hub.post('/api/setup', { ...body, code: 'GUESS' });
    expect([bad.status, bad.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'wrong-code' }),
    ]);
    expect((await hub.post('/api/setup', { ...body, code: 'RIGHT-CODE' })).status).toBe(200);
    expect((await hub.post('/api/setup', { ...body, code: 'RIGHT-CODE' })).status).toBe(409);
    expect((await hub.ask('/api/status')).json()).toMatchObject({ needsSetup: false });
  });

  it('does not let anybody guess the code for long', async () => {
    hub.core.needsSetup = true;
    const body = { name: 'Owner', password: 'a long password', keep: 'cookie', code: 'GUESS' };
    const statuses = [];
    for (let count = 0; count < 12; count += 1) {
      statuses.push((await hub.post('/api/setup', body)).status);
    }
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 403));
    expect(statuses.slice(10)).toEqual([429, 429]);
  });
});

describe('signing out', () => {
  it('ends the session, its screen and its cookie', async () => {
    const client = hub.client(2);
    await statusOf(client, 'online');
    const answer = await hub.ask('/api/sign-out', {
      method: 'POST',
      headers: { authorization: 'Bearer token-of-2', 'content-type': 'application/json' },
      body: JSON.stringify({ hasDecided: true }),
    });
    expect(answer.status).toBe(204);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^__Host-deskline=; .*Max-Age=0/);
    expect(await statusOf(client, 'ended')).toEqual({
      name: 'ended',
      code: 'signed-out',
      end: { why: 'signed-out' },
    });
  });
});
