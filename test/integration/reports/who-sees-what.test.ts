import { expect, test } from 'vitest';
import { reportHandlers } from '#main/core/reports/report-commands.ts';
import { Sight } from '#main/core/sync/sight.ts';
import { Preferences } from '#main/core/settings/preferences.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { CountingOffice } from '#test/doubles/reports/counting-office.ts';
import { temporaryStore } from '#test/doubles/store/temporary-store.ts';

const range = { from: '2026-03-23', to: '2026-03-23' };

async function aDesk() {
  const office = new CountingOffice(temporaryStore());
  const [ana, ben, cem] = (await office.at('2026-03-23 09:00').hire('Ana', 'Ben', 'Cem')) as [
    Agent,
    Agent,
    Agent,
  ];
  await office.plan({});
  await office.becomes(ben, 'online');
  await office.becomes(cem, 'online');
  await office.writes('A');
  await office.at('2026-03-23 09:05').replies(ben, 'A');
  await office.writes('B');
  await office.at('2026-03-23 10:00').replies(cem, 'B');
  const { ledger, clock, store } = office;
  const settings = new Preferences(ledger);
  const sight = new Sight(store.read, settings, clock);
  const handlers = reportHandlers({ ledger, reports: store.reports, settings, clock, sight });
  return { office, ana, ben, cem, handlers };
}

test('admins see everybody, agents themselves alone, whatever they ask for', async () => {
  const { ana, ben, cem, handlers } = await aDesk();
  const figures = (caller: Agent, filter = {}) =>
    handlers['report.figures']({ range, by: 'agent', filter }, caller);
  expect(await figures(ana)).toMatchObject({ ok: true, value: { groups: [{}, {}] } });
  const own = await figures(ben);
  expect(own.ok && own.value.groups.map(({ key }) => key)).toEqual([ben.id]);
  expect(await figures(ben, { agentId: cem.id })).toMatchObject({ code: 'forbidden' });
  expect(await figures(ben, { agentId: 0 })).toMatchObject({ code: 'forbidden' });

  const page = { range, figure: 'sent', offset: 0, limit: 10 } as const;
  const listed = await handlers['report.list']({ ...page, filter: {} }, ben);
  expect(listed.ok && listed.value.items.map(({ agentId }) => agentId)).toEqual([ben.id]);
  const others = { ...page, filter: { agentId: cem.id } };
  expect(await handlers['report.list'](others, ben)).toMatchObject({ code: 'forbidden' });

  const time = await handlers['report.time']({ range }, ben);
  expect(time.ok && time.value.agents.map(({ agentId }) => agentId)).toEqual([ben.id]);
  const theirs = await handlers['report.time']({ range, agentId: cem.id }, ben);
  expect(theirs).toMatchObject({ code: 'forbidden' });
  const sent = await handlers['report.sent']({ range, filter: {} }, ben);
  expect(sent.ok && sent.value.days.map(({ agentId }) => agentId)).toEqual([ben.id]);
});

test('who is online now has been so until now, and a range has to make sense', async () => {
  const { ana, ben, handlers } = await aDesk();
  const time = await handlers['report.time']({ range }, ana);
  expect(time).toMatchObject({
    ok: true,
    value: {
      agents: [
        { agentId: ben.id, online: { ms: 3_600_000 }, chats: { median: 1, peak: 1 } },
        { online: { ms: 3_600_000 } },
      ],
    },
  });
  const backwards = { from: '2026-03-24', to: '2026-03-23' };
  const wrong = await handlers['report.time']({ range: backwards }, ana);
  expect(wrong).toMatchObject({ ok: false, code: 'bad-range' });
});

test('this moment: the queue, who waits for an owner, the longest wait and the last hour', async () => {
  const { office, ana, handlers } = await aDesk();
  await office.at('2026-03-23 10:10').writes('C');
  await office.at('2026-03-23 10:20').writes('A');
  expect(await handlers['report.now']({}, ana)).toMatchObject({
    ok: true,
    value: {
      waiting: 1,
      owed: 1,
      longest: { name: 'C' },
      lastHour: { n: 1, wall: { median: 55 * 60_000 } },
    },
  });
});
