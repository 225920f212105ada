import { expect, test } from 'vitest';
import { mergeConversations, unmergeConversations } from '#main/core/contacts/merge.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Figures } from '#shared/domain/reports/figures.ts';
import type { ReportFilter } from '#shared/domain/reports/figures.ts';
import { CountingOffice } from '#test/doubles/reports/counting-office.ts';
import { temporaryStore } from '#test/doubles/store/temporary-store.ts';

const MINUTE = 60_000;

async function anOffice() {
  const office = new CountingOffice(temporaryStore());
  office.at('2026-03-23 09:00');
  const [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
  const at = (time: string) => office.at(`2026-03-23 ${time}`);
  const figures = async (filter: ReportFilter = {}): Promise<Figures> => {
    const leftSince = office.clock.now() - 24 * 60 * MINUTE;
    const days = { from: 0, to: 60_000, levelMs: 15 * MINUTE, leftSince };
    const asked = { ask: 'figures', by: 'all', filter, ...days } as const;
    const [group] = await office.store.reports.ask(asked);
    return group!.figures;
  };
  return { office, ana, ben, at, figures };
}

test('two contacts that turn out to be one: one episode goes on, the other is neither closed nor missed', async () => {
  const { office, ana, at, figures } = await anOffice();
  await at('09:00').writes('A');
  await at('09:05').writes('B');
  await at('09:10').replies(ana, 'B');
  await at('09:20').writes('B');
  await office.ledger.write((unit) =>
    mergeConversations(unit, office.chat('A'), office.chat('B'), ana.id),
  );
  // B's chat had an owner, so it goes on; A has waited in it since nine.
  await at('09:30').replies(ana, 'A');
  await at('09:40').close(ana, 'A');
  const all = await figures();
  expect(all).toMatchObject({ opened: 2, closed: 1, missed: 0, sent: 2, handled: 1 });
  expect(all.reply.n).toBe(2);
  expect(all.reply.wall.p90).toBe(30 * MINUTE);
  // Who writes again has been here twice before.
  await at('10:00').writes('A');
  expect(await figures({ visit: 3 })).toMatchObject({ opened: 1 });
});

test('taken apart again, each contact has what began with it', async () => {
  const { office, ana, at, figures } = await anOffice();
  await at('09:00').writes('A');
  await at('09:05').writes('B');
  const gone = await office.ledger.write((unit) => {
    const [a, b] = [office.chat('A'), office.chat('B')];
    const into = mergeConversations(unit, a, b, ana.id);
    return into.id === a.id ? b.id : a.id;
  });
  await office.ledger.write((unit) => unmergeConversations(unit, gone, ana.id));
  await at('09:10').replies(ana, 'A');
  await at('09:12').replies(ana, 'B');
  await at('09:15').close(ana, 'A');
  await at('09:16').close(ana, 'B');
  const all = await figures();
  expect(all).toMatchObject({ opened: 2, closed: 2, missed: 0, sent: 2, handled: 2 });
  expect(all.first.n).toBe(2);
});

test('what was deleted, and whoever is blocked later, counts as it did', async () => {
  const { office, ana, at, figures } = await anOffice();
  await at('09:00').writes('A');
  const message = await at('09:05').replies(ana, 'A');
  await at('09:06').close(ana, 'A');
  const before = await figures();
  const { id: conversationId } = office.chat('A');
  const by = { type: 'agent', agentId: ana.id } as const;
  const deletion = { by, at: office.clock.now() };
  await office.record({
    kind: 'message.deleted',
    conversationId,
    messageId: message!.id,
    deletion,
  });
  await office.record({ kind: 'contact.block-changed', conversationId, isBlocked: true });
  expect(await figures()).toEqual(before);
});

test('imported history and notes count nowhere; the bot answers nothing', async () => {
  const { office, ana, at, figures } = await anOffice();
  await at('09:00').writesBeforeLink('Z');
  expect(await figures()).toMatchObject({ opened: 0, sent: 0 });
  await at('09:05').writes('A');
  await office.botBegins('A');
  await at('09:10').replies(ana, 'A');
  const all = await figures();
  expect(all).toMatchObject({ opened: 1, botCovered: 1, sent: 1 });
  expect(all.first.wall.median).toBe(5 * MINUTE);
});

test('a refused answer was not sent; when it goes out after all, it was', async () => {
  const { ana, ben, at, figures } = await anOffice();
  await at('09:00').writes('A');
  const message = await at('09:05').replies(ana, 'A', false);
  await at('09:06').delivery(message!.id, 'refused');
  expect(await figures()).toMatchObject({ sent: 0, handled: 0, answeredOfOpened: 0 });
  await at('09:10').transfer(ana, 'A', ben);
  await at('09:20').replies(ben, 'A');
  const all = await figures();
  expect(all).toMatchObject({ sent: 1, transfersIn: 1 });
  expect(all.first.wall.median).toBe(20 * MINUTE);
  await at('09:30').close(ben, 'A');
  expect(await figures({ agentId: ana.id })).toMatchObject({ closed: 0, sent: 0 });
  // WhatsApp says afterwards that the customer has it: sent it was, an answer in time it was not.
  await at('09:31').delivery(message!.id, 'delivered');
  expect(await figures({ agentId: ana.id })).toMatchObject({ closed: 0, sent: 1 });
  expect((await figures()).first.n).toBe(1);
});

test('hours that change later change no time that was counted', async () => {
  const { office, ana, at, figures } = await anOffice();
  await at('09:00').writes('A');
  await at('10:00').replies(ana, 'A');
  const before = (await figures()).first.open.median;
  expect(before).toBe(60 * MINUTE);
  await office.plan({
    holidays: [{ name: 'Closed', from: '2026-03-23', to: '2026-03-23', isYearly: false }],
  });
  expect((await figures()).first.open.median).toBe(before);
  await at('11:00').writes('A');
  await at('11:30').replies(ana, 'A');
  expect((await figures()).reply.open.median).toBe(0);
});

test('an outcome that is no success any more leaves old successes alone; only won ones have a value', async () => {
  const { office, ana, at, figures } = await anOffice();
  const sold = await office.outcome(ana, 'Sold', true);
  const lost = await office.outcome(ana, 'Lost', false);
  await at('09:00').writes('A');
  await at('09:05').replies(ana, 'A');
  const refused = await at('09:06').close(ana, 'A', { outcomeId: lost, value: 100 });
  expect(refused).toMatchObject({ ok: false, code: 'value-not-won' });
  expect(await office.close(ana, 'A', { value: 100 })).toMatchObject({ code: 'value-not-won' });
  await office.close(ana, 'A', { outcomeId: sold, value: 100 });
  const outcome = { id: sold, name: 'Sold', isWon: false, isRetired: false };
  await office.handlers['outcome.save']({ outcome }, ana);
  const all = await figures();
  expect(all.won).toBe(1);
  expect(all.values).toEqual([{ currency: 'EUR', amount: 100, n: 1 }]);
});
