import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RuleOffice } from '#test/doubles/core/rule-office.ts';
import { aRule } from '#test/doubles/rules/rules.ts';

let it: RuleOffice;

beforeEach(async () => {
  it = await RuleOffice.open();
});
afterEach(() => it.bots.office.remove());

describe('a rule about a wait', () => {
  const waited = (minutes = 30, changes = {}) =>
    aRule('Waited', { when: { type: 'waited', minutes }, ...changes });

  test('acts once for each wait, also across restarts', async () => {
    await it.save(waited());
    await it.bots.writes('Hello');
    await it.bots.minutes(29);
    expect(it.notes()).toEqual([]);
    await it.bots.minutes(2);
    expect(it.notes()).toHaveLength(1);
    await it.bots.reopen();
    await it.bots.minutes(60);
    expect(it.notes()).toHaveLength(1);
    await it.bots.answer('Here I am');
    await it.bots.writes('And now?');
    await it.bots.minutes(31);
    expect(it.notes()).toHaveLength(2);
  });

  test('acts on what became due while the host was off, if it still holds', async () => {
    await it.save(waited());
    await it.bots.writes('Hello');
    await it.bots.reopen({ offMinutes: 120 });
    await it.bots.minutes(1);
    expect(it.notes()).toHaveLength(1);
  });

  test('looks until its conditions hold, and not at waits that were long before it was on', async () => {
    await it.bots.writes('Hello');
    await it.bots.minutes(60);
    const urgent = await it.tag('Urgent');
    const saved = await it.save(
      waited(30, { conditions: [{ type: 'tag', tagId: urgent, has: true }] }),
    );
    await it.puts(urgent);
    await it.bots.minutes(5);
    expect(it.acted(saved.id)).toEqual([]);
    await it.bots.writes('Hello', 2);
    await it.bots.minutes(40);
    expect(it.acted(saved.id)).toEqual([]);
    await it.puts(urgent, true, 2);
    await it.bots.minutes(1);
    expect(it.acted(saved.id)).toHaveLength(1);
  });

  test('is not set off by those who were answered in time', async () => {
    await it.save(waited());
    await it.bots.writes('Hello');
    await it.bots.minutes(20);
    await it.bots.answer('Yes?');
    await it.bots.minutes(60);
    expect(it.acted()).toEqual([]);
  });
});
