import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AgentId } from '#shared/domain/ids.ts';
import { RULE_LIMITS } from '#shared/domain/rules/limits.ts';
import type { RuleId } from '#shared/domain/rules/rule-ref.ts';
import { RuleOffice } from '#test/doubles/core/rule-office.ts';
import { aRule, noteAction, replyAction, words } from '#test/doubles/rules/rules.ts';

let it: RuleOffice;

beforeEach(async () => {
  it = await RuleOffice.open();
});
afterEach(() => it.bots.office.remove());

describe('rules are changed', () => {
  test('by admins alone', async () => {
    const rule = aRule('Rule');
    const none = 1 as RuleId;
    const asked = [
      it.handlers['rules.get']({}, it.ben),
      it.handlers['rules.save']({ ruleId: null, baseVersion: 0, rule }, it.ben),
      it.handlers['rules.add']({ rules: [rule] }, it.ben),
      it.handlers['rules.remove']({ ruleId: none }, it.ben),
      it.handlers['rules.restore']({ ruleId: none }, it.ben),
      it.handlers['rules.order']({ order: [] }, it.ben),
      it.handlers['rules.try']({ rule }, it.ben),
    ];
    for (const outcome of await Promise.all(asked)) {
      expect(outcome).toMatchObject({ ok: false, code: 'forbidden' });
    }
    expect(await it.rules()).toEqual([]);
  });

  test('on top of the version that was seen; old and new are on record', async () => {
    const saved = await it.save(aRule('Rule'));
    const changed = await it.save(aRule('Renamed'), saved);
    const late = { ruleId: saved.id, baseVersion: saved.version, rule: aRule('Late') };
    expect(await it.handlers['rules.save'](late, it.ana)).toMatchObject({
      code: 'moved-on',
      saved: { version: changed.version, rule: { name: 'Renamed' } },
    });
    expect(it.bots.facts('rule.saved').at(-1)).toMatchObject({
      before: { name: 'Rule' },
      rule: { name: 'Renamed' },
    });
    // The same again is no other version.
    expect(await it.save(aRule('Renamed'), changed)).toEqual(changed);
  });

  test('under names of their own, and not beyond number', async () => {
    await it.save(aRule('Rule'));
    const again = { ruleId: null, baseVersion: 0, rule: aRule('RULE') };
    expect(await it.handlers['rules.save'](again, it.ana)).toMatchObject({ code: 'name-taken' });
    const many = Array.from({ length: RULE_LIMITS.rules }, (_, index) => aRule(`Many ${index}`));
    expect(await it.handlers['rules.add']({ rules: many }, it.ana)).toMatchObject({
      code: 'too-many',
    });
    expect(await it.rules()).toHaveLength(1);
  });

  test('and are switched on only when they can work', async () => {
    const rule = aRule('Rule', { then: [{ type: 'tag', tagId: null }] });
    const params = { ruleId: null, baseVersion: 0, rule };
    expect(await it.handlers['rules.save'](params, it.ana)).toMatchObject({
      code: 'not-valid',
      problems: [{ part: 'action', index: 0, code: 'tag-missing' }],
    });
    await it.save({ ...rule, isOn: false });
  });

  test('come back where they were when their removal is undone', async () => {
    const [first, second] = [await it.save(aRule('First')), await it.save(aRule('Second'))];
    await it.handlers['rules.remove']({ ruleId: first.id }, it.ana);
    await it.bots.writes('Hello');
    expect(it.acted().map(({ rule }) => rule)).toEqual(['Second']);
    await it.handlers['rules.restore']({ ruleId: first.id }, it.ana);
    expect((await it.rules()).map(({ id }) => id)).toEqual([first.id, second.id]);
    expect((await it.rules())[0]?.rule).toEqual(first.rule);
    const unknown = await it.handlers['rules.remove']({ ruleId: 99 as RuleId }, it.ana);
    expect(unknown).toMatchObject({ code: 'not-found' });
  });

  test('in their order by somebody who knows them all', async () => {
    const [first, second] = [await it.save(aRule('First')), await it.save(aRule('Second'))];
    expect(await it.handlers['rules.order']({ order: [second.id] }, it.ana)).toMatchObject({
      code: 'moved-on',
      order: [first.id, second.id],
    });
    await it.handlers['rules.order']({ order: [second.id, first.id] }, it.ana);
    expect((await it.rules()).map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  test('and what one of them cannot do keeps the rest from nothing', async () => {
    const tagId = await it.tag('Gone');
    const to = { type: 'agents' as const, agentIds: [it.ben.id] };
    await it.save(
      aRule('Rule', {
        then: [{ type: 'tag', tagId }, { type: 'notify', to, text: 'Look' }, noteAction('Done')],
      }),
    );
    const tag = { id: tagId, name: 'Gone', colour: 'blue', isRetired: true } as const;
    await it.handlers['tag.save']({ tag }, it.ana);
    await it.handlers['agent.deactivate'](
      { agentId: it.ben.id, chatsTo: { type: 'queue' } },
      it.ana,
    );
    await it.bots.writes('Hello');
    expect(it.notes()).toEqual(['Done']);
    expect(it.acted()).toMatchObject([
      {
        did: [{ what: 'note' }],
        left: [
          { what: 'tag', why: 'tag-gone' },
          { what: 'notify', why: 'nobody' },
        ],
      },
    ]);
  });
});

describe('trying a rule', () => {
  test('says what it would have done in the last week, and does nothing', async () => {
    await it.bots.writes('Where is my invoice?');
    await it.bots.writes('Hello', 2);
    await it.bots.claim(it.ben, 2);
    await it.bots.writes('The invoice, please', 2);
    await it.bots.writes('invoice invoice');
    const rule = aRule('Rule', { when: words(['invoic*']), then: [replyAction('Soon')] });
    const head = it.bots.office.store.read.journal.head();
    const tried = await it.try(rule);
    expect(tried).toMatchObject({ isCut: false, looked: 4, times: 3, chats: 2, replies: 1 });
    expect(
      tried.hits.map(({ name, words: found, wouldReply }) => [name, found, wouldReply]),
    ).toEqual([
      ['Customer 1', ['invoic*'], false],
      ['Customer 2', ['invoic*'], false],
      ['Customer 1', ['invoic*'], true],
    ]);
    expect(it.bots.office.store.read.journal.head()).toBe(head);
    expect(it.acted()).toEqual([]);
  });

  test('looks at chats as they were then', async () => {
    const tagId = await it.tag('Sales');
    await it.bots.writes('One');
    await it.puts(tagId);
    await it.bots.writes('Two');
    await it.puts(tagId, false);
    await it.bots.writes('Three');
    const tagged = aRule('Tagged', { conditions: [{ type: 'tag', tagId, has: true }] });
    expect(await it.try(tagged)).toMatchObject({ times: 1 });
    expect(await it.try(aRule('Tag', { when: { type: 'tagged', tagId } }))).toMatchObject({
      times: 1,
    });
    const first = aRule('First', { conditions: [{ type: 'first-message' }] });
    expect(await it.try(first)).toMatchObject({ times: 1 });
  });

  test('knows what was so before the week began', async () => {
    const tagId = await it.tag('Sales');
    await it.bots.writes('Long ago');
    await it.puts(tagId);
    await it.bots.claim();
    await it.bots.minutes(8 * 24 * 60);
    await it.bots.writes('Today');
    const conditions = [
      { type: 'tag', tagId, has: true },
      { type: 'owner', is: 'owned' },
    ] as const;
    expect(await it.try(aRule('Rule', { conditions: [...conditions] }))).toMatchObject({
      looked: 1,
      times: 1,
    });
  });

  test('counts waits, those that go on among them', async () => {
    await it.bots.writes('One');
    await it.bots.minutes(40);
    await it.bots.answer('Yes?');
    await it.bots.writes('Two', 2);
    await it.bots.minutes(10);
    await it.bots.answer('Yes?', it.ben, 2);
    await it.bots.writes('Three', 3);
    await it.bots.minutes(60);
    const rule = aRule('Rule', { when: { type: 'waited', minutes: 30 } });
    const tried = await it.try(rule);
    expect(tried.hits.map(({ name }) => name)).toEqual(['Customer 3', 'Customer 1']);
  });

  test('counts closes, and refuses what cannot work', async () => {
    await it.bots.writes('One');
    await it.bots.claim();
    await it.bots.close();
    const closed = aRule('Rule', { when: { type: 'closed', outcomeId: null } });
    expect(await it.try(closed)).toMatchObject({ times: 1, looked: 2 });
    const to = { type: 'agent', agentId: 99 as AgentId } as const;
    const rule = aRule('Rule', { then: [{ type: 'assign', to, evenWhenOwned: false }] });
    expect(await it.handlers['rules.try']({ rule }, it.ana)).toMatchObject({ code: 'not-valid' });
  });
});
