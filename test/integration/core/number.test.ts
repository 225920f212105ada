import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { LinkState } from '#shared/domain/number.ts';
import { Office } from '#test/doubles/core/office.ts';

const HOUR = 60 * 60_000;
const GIGABYTE = 1_000_000_000;
const starting: LinkState = { name: 'starting-browser' };
const connected: LinkState = {
  name: 'connected',
  phone: '+4930111222',
  displayName: null,
  affected: [],
  isSettling: false,
};
const restarting: LinkState = {
  name: 'restarting',
  trouble: 'page-crashed',
  detail: 'killed',
  retryAt: 0,
};

let office: Office;
let ana: Agent;
let ben: Agent;

beforeEach(async () => {
  office = await Office.open();
  [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
});

afterEach(() => office.remove());

const become = (...states: LinkState[]) =>
  states.forEach((state) => office.gateway.emit({ type: 'link', state }));

async function history(limit = 50) {
  await office.settled();
  const answer = await office.core.handlers['number.history']({ before: null, limit }, ana);
  return answer.ok ? answer.value : null;
}

async function states() {
  return (await history())?.events.flatMap(({ what }) =>
    what.type === 'state' ? [what.state] : what.type === 'order' ? [what.order] : [],
  );
}

describe("the number's history", () => {
  test('has each change of state with its time and its cause, newest first', async () => {
    become(starting, connected, restarting);
    const at = office.clock.now();
    expect((await history())?.events.map(({ at: when, what }) => ({ when, ...what }))).toEqual([
      { when: at, type: 'state', state: 'restarting', cause: 'page-crashed', detail: 'killed' },
      { when: at, type: 'state', state: 'connected', cause: null, detail: '+4930111222' },
      { when: at, type: 'state', state: 'starting-browser', cause: null, detail: '' },
    ]);
  });

  test('tells an outage once, however often it was tried to end it', async () => {
    const away: LinkState = {
      name: 'unreachable',
      reason: 'no-network',
      detail: '',
      retryAt: 1,
    };
    become(connected, away, starting, away, starting, { ...away, retryAt: 2 }, starting, connected);
    expect(await states()).toEqual(['connected', 'unreachable', 'connected']);
  });

  test('shows a change of what is affected, and neither codes nor their renewal', async () => {
    const code = (text: string): LinkState => ({
      name: 'waiting-for-scan',
      code: text,
      pairing: null,
    });
    become(code('2@one'), code('2@two'), connected, { ...connected, affected: ['media'] });
    const found = await history();
    expect(found?.events.map(({ what }) => what)).toMatchObject([
      { state: 'connected', cause: 'affected', detail: 'media' },
      { state: 'connected', cause: null },
      { state: 'waiting-for-scan' },
    ]);
    expect(JSON.stringify(found)).not.toContain('2@');
  });

  test('comes in pages without holes', async () => {
    const { events } = (await history()) ?? { events: [] };
    expect(events).toEqual([]);
    for (let round = 0; round < 6; round += 1) become(connected, restarting);
    const first = await history(5);
    expect(first?.hasMore).toBe(true);
    const before = first?.events.at(-1)?.seq ?? null;
    const rest = await office.core.handlers['number.history']({ before, limit: 50 }, ana);
    expect(rest.ok && rest.value.hasMore).toBe(false);
    const all = [...(first?.events ?? []), ...(rest.ok ? rest.value.events : [])];
    expect(all.map(({ seq }) => seq)).toEqual(((await history())?.events ?? []).map((e) => e.seq));
    expect(all).toHaveLength(12);
  });

  test('outlives the host', async () => {
    become(connected);
    await office.settled();
    await office.close();
    office = await Office.open(office);
    expect(await states()).toEqual(['connected']);
  });
});

describe('an order', () => {
  test('of an admin is given and noted with who gave it', async () => {
    const { handlers } = office.core;
    expect(await handlers['number.restart']({}, ana)).toMatchObject({ ok: true });
    await handlers['number.link-with-phone']({ phone: '+4930111222' }, ana);
    expect(office.gateway.orders).toEqual([
      { type: 'restart', why: 'asked' },
      { type: 'link-with-phone', phone: '+4930111222' },
    ]);
    expect((await history())?.events).toMatchObject([
      { by: ana.id, what: { order: 'link-with-phone' } },
      { by: ana.id, what: { order: 'restart' } },
    ]);
  });

  test('that the state has no place for is refused and not noted', async () => {
    office.gateway.obeys = false;
    const answer = await office.core.handlers['number.use-here']({}, ana);
    expect(answer).toMatchObject({ ok: false, code: 'not-now' });
    expect(await states()).toEqual([]);
  });

  test('is nothing for agents, and neither is the history', async () => {
    const { handlers } = office.core;
    const answers = [
      await handlers['number.show-code']({}, ben),
      await handlers['number.link-with-phone']({ phone: '+4930111222' }, ben),
      await handlers['number.use-here']({}, ben),
      await handlers['number.restart']({}, ben),
      await handlers['number.history']({ before: null, limit: 5 }, ben),
    ];
    expect(answers.map((answer) => !answer.ok && answer.code)).toEqual(
      Array.from({ length: 5 }, () => 'forbidden'),
    );
    expect(office.gateway.orders).toEqual([]);
  });

  test('typed codes reach admins alone', () => {
    const pairing = { phone: '+4930111222', code: 'ABCD1234', problem: null };
    become({ name: 'waiting-for-scan', code: null, pairing });
    expect(office.core.number.stateFor('admin')).toMatchObject({ pairing: { code: 'ABCD1234' } });
    expect(office.core.number.stateFor('agent')).toMatchObject({ pairing: { code: null } });
  });
});

describe('a page that has grown past the limit', () => {
  /** The clock at this hour of the next day. */
  const goTo = async (hour: number) => {
    const next = new Date(office.clock.now());
    next.setDate(next.getDate() + 1);
    next.setHours(hour, 0, 0, 0);
    await office.clock.advance(next.getTime() - office.clock.now());
  };
  const restarts = () => office.gateway.orders.filter(({ type }) => type === 'restart');

  test('is restarted in the quiet hour, once', async () => {
    become(connected);
    await goTo(2);
    office.gateway.memoryBytes = 2 * GIGABYTE;
    await office.clock.advance(1.9 * HOUR);
    expect(restarts()).toEqual([]);
    await office.clock.advance(HOUR);
    expect(restarts()).toEqual([{ type: 'restart', why: 'memory' }]);
    await office.clock.advance(10 * HOUR);
    expect(restarts()).toHaveLength(1);
  });

  test('is left alone below the limit, and while there is no connection', async () => {
    become(connected);
    office.gateway.memoryBytes = GIGABYTE;
    await goTo(6);
    become(restarting);
    office.gateway.memoryBytes = 2 * GIGABYTE;
    await goTo(6);
    expect(restarts()).toEqual([]);
  });

  test('goes by the settings', async () => {
    const change = office.core.handlers['settings.change'];
    await change({ name: 'lifecycle.quietHour', value: 13 }, ana);
    await change({ name: 'lifecycle.memoryLimitMB', value: 800 }, ana);
    become(connected);
    await goTo(2);
    office.gateway.memoryBytes = GIGABYTE;
    await office.clock.advance(10 * HOUR);
    expect(restarts()).toEqual([]);
    await office.clock.advance(2 * HOUR);
    expect(restarts()).toHaveLength(1);
  });
});
