import { request } from 'node:https';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isLoopback } from '#main/hub/gate.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { HUB_PATH } from '#shared/protocol/frames.ts';
import { COMPUTER_HEADER } from '#shared/protocol/http.ts';
import { Office } from '#test/doubles/core/office.ts';
import { pairComputer } from '#test/doubles/core/pair-computer.ts';
import { OfficeHub } from '#test/doubles/hub/office-hub.ts';
import { RawScreen } from '#test/doubles/hub/raw-screen.ts';

/** Another PC of the network, to this test: the same machine by another of its loopback addresses. */
const ELSEWHERE = '127.0.0.2';
const HERE = '127.0.0.1';

let office: Office;
let hub: OfficeHub;
let ana: Agent;
let ben: Agent;
const open: RawScreen[] = [];

beforeEach(async () => {
  office = await Office.open();
  [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
  hub = await OfficeHub.open(office, ({ socket }) => socket.remoteAddress === HERE);
});
afterEach(async () => {
  for (const { socket } of open.splice(0)) socket.terminate();
  await hub.close();
  await office.remove();
});

interface Asked {
  readonly from?: string;
  readonly key?: string;
  readonly token?: string;
  readonly body?: object;
}

function ask(path: string, { from = ELSEWHERE, key, token, body }: Asked = {}) {
  const url = new URL(path, hub.origin);
  const headers = {
    ...(body && { 'content-type': 'application/json' }),
    ...(key !== undefined && { [COMPUTER_HEADER]: key }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const method = body ? 'POST' : 'GET';
  const how = { ca: hub.cert, method, headers, localAddress: from, agent: false };
  return new Promise<{ status: number; body: Record<string, unknown> }>((resolve, reject) => {
    const asked = request(url, how, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => {
        const isJson = answer.headers['content-type']?.startsWith('application/json') === true;
        resolve({
          status: answer.statusCode ?? 0,
          body: isJson ? (JSON.parse(text) as Record<string, unknown>) : { text },
        });
      });
    });
    asked.on('error', reject);
    asked.end(body ? JSON.stringify(body) : undefined);
  });
}

const signIn = (asked: Asked, name = 'Ben') =>
  ask('/api/sign-in', { ...asked, body: { name, password: 'correct horse', keep: 'token' } });

async function screen({ from = ELSEWHERE, key }: Asked = {}): Promise<RawScreen> {
  const headers = key === undefined ? {} : { [COMPUTER_HEADER]: key };
  const url = `${hub.origin.replace('https', 'wss')}${HUB_PATH}`;
  const origin = hub.origin;
  const made = new RawScreen(url, { ca: hub.cert, origin, headers, localAddress: from });
  open.push(made);
  await made.opened();
  return made;
}

describe('a browser of another PC', () => {
  test('is told why it is not let in, and gets no further, while the host itself does', async () => {
    const { body: status } = await ask('/api/status');
    expect(status).toMatchObject({ notAdmitted: 'browsers-off', needsSetup: false });
    expect(await signIn({})).toMatchObject({ status: 403, body: { code: 'browsers-off' } });
    expect(await ask('/media/x')).toMatchObject({ status: 403 });
    await expect(screen()).rejects.toThrow('refused with 403');

    expect((await ask('/api/status', { from: HERE })).body).toMatchObject({ notAdmitted: null });
    expect(await signIn({ from: HERE })).toMatchObject({ status: 200 });
    await screen({ from: HERE });
  });

  test('is let in where an admin wants that, until no admin does', async () => {
    const change = (value: boolean) =>
      office.core.handlers['settings.change']({ name: 'computers.browsers', value }, ana);
    await change(true);
    const { status, body } = await signIn({});
    expect(status).toBe(200);
    const live = await screen();
    live.hello({ token: body.token });
    await live.next('welcome');
    await change(false);
    expect(await live.next('bye')).toMatchObject({
      code: 'signed-out',
      end: { why: 'browsers-off' },
    });
    expect((await ask('/api/status')).body).toMatchObject({ notAdmitted: 'browsers-off' });
  });

  test('sets the office up, which then goes on with browsers', async () => {
    const fresh = await Office.open();
    const doors = await OfficeHub.open(fresh, () => false);
    const { port } = new URL(doors.origin);
    const setUp = { code: 'ABCD-EFGH', name: 'Eva', password: 'seven quiet lanterns' };
    const outcome = await new Promise<number>((resolve, reject) => {
      const options = { ca: doors.cert, port, host: HERE, method: 'POST', path: '/api/setup' };
      const headers = { 'content-type': 'application/json' };
      const asked = request({ ...options, headers, agent: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      asked.on('error', reject);
      asked.end(JSON.stringify({ ...setUp, keep: 'token' }));
    });
    expect(outcome).toBe(200);
    expect(fresh.core.settings.current().computers.browsers).toBe(true);
    await doors.close();
    await fresh.remove();
  });
});

describe('a paired computer', () => {
  test('is let in by its key, with sessions that open nothing anywhere else', async () => {
    const { key } = await pairComputer(office.core, ana);
    const other = await pairComputer(office.core, ana, 'Third desk');
    const { status, body } = await signIn({ key });
    expect(status).toBe(200);
    const token = String(body.token);
    expect((await ask('/api/second-factor', { key, token })).status).toBe(200);
    for (const asked of [{ key: other.key }, { from: HERE }]) {
      const stolen = await ask('/api/second-factor', { ...asked, token });
      expect(stolen).toMatchObject({ status: 401, body: { code: 'signed-out' } });
      const raw = await screen(asked);
      raw.hello({ token });
      expect(await raw.next('bye')).toMatchObject({ code: 'signed-out' });
    }
    const live = await screen({ key });
    live.hello({ token });
    await live.next('welcome');
  });

  test('that is revoked loses its screen, is told why, and is not let in', async () => {
    const { key, computerId } = await pairComputer(office.core, ana);
    const { body } = await signIn({ key });
    const live = await screen({ key });
    live.hello({ token: body.token });
    await live.next('welcome');
    // Its person may be at another one of theirs, which is none of its business.
    await office.core.handlers['computer.revoke']({ computerId }, ana);
    expect(await live.next('bye')).toMatchObject({
      code: 'signed-out',
      end: { why: 'computer-revoked' },
    });
    await live.closed;
    const { body: status } = await ask('/api/status', { key });
    expect(status).toMatchObject({ notAdmitted: 'computer-revoked' });
    expect(await signIn({ key })).toMatchObject({ body: { code: 'computer-revoked' } });
    await expect(screen({ key })).rejects.toThrow('refused with 403');
  });

  test('is listed as connected while a screen of it is', async () => {
    const { key } = await pairComputer(office.core, ana);
    const { body } = await signIn({ key });
    const listed = async () => {
      const list = await office.core.handlers['computer.list']({}, ana);
      return list.ok ? list.value.computers[0] : null;
    };
    expect(await listed()).toMatchObject({ isHere: false, users: [{ agentId: ben.id }] });
    const live = await screen({ key });
    live.hello({ token: body.token });
    await live.next('welcome');
    expect(await listed()).toMatchObject({ isHere: true });
    live.socket.close();
    await live.closed;
    await expect.poll(listed).toMatchObject({ isHere: false });
  });

  test.each(['', 'made-up', 'x'.repeat(9_000), 'a b', '../..', 'AAAA, BBBB'])(
    'cannot be made up: %.10j',
    async (key) => {
      const { body } = await ask('/api/status', { from: HERE, key });
      expect(body).toMatchObject({ notAdmitted: 'computer-unknown' });
    },
  );
});

describe('the way to pairing', () => {
  const begin = (body: object) => ask('/api/pairing', { body });

  test('answers whatever it is sent in its own words, and lets nobody in', async () => {
    const added = await office.core.handlers['computer.add']({}, ana);
    if (!added.ok) throw new Error(added.message);
    const slot = added.value.code.slice(0, 1);
    const wrong: readonly (readonly [object, number])[] = [
      [{}, 400],
      [{ slot, request: 7 }, 400],
      [{ slot: 'AB', request: 'AAAA' }, 400],
      [{ slot, request: 'A'.repeat(1_001) }, 400],
      [{ slot, request: 'A'.repeat(20_000) }, 413],
      [{ slot: '\u202E', request: 'AAAA' }, 404],
      [{ slot: '__proto__', request: 'AAAA' }, 400],
      [{ slot, request: '' }, 400],
      [{ slot, request: '\u0000' }, 400],
      [{ slot, request: 'A'.repeat(128) }, 400],
    ];
    for (const [body, status] of wrong) expect((await begin(body)).status).toBe(status);
    const finish = (body: object) => ask('/api/pairing/finish', { body });
    const self = { name: 'PC', platform: 'windows' };
    const ends: readonly (readonly [object, number])[] = [
      [{}, 400],
      [{ attempt: 'none', proof: 'AAAA', ...self }, 404],
      [{ attempt: 'none', proof: 'AAAA', ...self, name: '' }, 400],
      [{ attempt: 'none', proof: 'AAAA', ...self, name: 'x\u202Ey' }, 400],
      [{ attempt: 'none', proof: 'AAAA', ...self, platform: 'toaster' }, 400],
      [{ attempt: 'none', proof: 'A'.repeat(1_001), ...self }, 400],
    ];
    for (const [body, status] of ends) expect((await finish(body)).status).toBe(status);
    const list = await office.core.handlers['computer.list']({}, ana);
    expect(list).toMatchObject({ value: { computers: [] } });
  });

  test('is closed to an address that tries too often', async () => {
    for (let count = 0; count < 20; count += 1) {
      expect((await begin({ slot: 'A', request: 'AAAA' })).status).toBe(404);
    }
    const refused = await begin({ slot: 'A', request: 'AAAA' });
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-attempts' } });
  });
});

test.each([
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['::1', true],
  ['192.168.1.20', false],
  ['::2', false],
  ['unknown', false],
  ['', false],
])('%s is this PC itself: %s', (address, isHere) => {
  expect(isLoopback(address)).toBe(isHere);
});
