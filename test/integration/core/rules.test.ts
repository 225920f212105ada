import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RuleOffice } from '#test/doubles/core/rule-office.ts';
import { aRule, noteAction, replyAction, words } from '#test/doubles/rules/rules.ts';

let it: RuleOffice;

beforeEach(async () => {
  it = await RuleOffice.open();
});
afterEach(() => it.bots.office.remove());

describe('a rule about words', () => {
  test('tags and assigns to a topic’s queue, with its name as the reason', async () => {
    const billing = await it.tag('Billing');
    const saved = await it.save(
      aRule('Invoices', {
        when: words(['invoice', 'bill']),
        conditions: [{ type: 'office', is: 'open' }],
        then: [
          { type: 'tag', tagId: billing },
          { type: 'assign', to: { type: 'tag', tagId: billing }, evenWhenOwned: false },
        ],
      }),
    );
    await it.bots.writes('Where is my BILL?');
    await it.bots.writes('Hello', 2);
    const rule = { id: saved.id, name: 'Invoices' };
    expect(it.bots.chat()).toMatchObject({ state: 'waiting', tags: [billing] });
    expect(it.bots.chat(2).tags).toEqual([]);
    expect(it.bots.facts('conversation.tagged')).toMatchObject([{ tagId: billing, rule }]);
    expect(it.bots.facts('conversation.transferred')).toMatchObject([{ why: 'rule', rule }]);
    expect(it.acted()).toMatchObject([{ rule: 'Invoices', words: ['bill'], why: 'message' }]);
    expect((await it.rules())[0]).toMatchObject({ acted: 1 });

    // Said again it is where it belongs already, and nobody's screen has to follow.
    const { epoch } = it.bots.chat();
    await it.bots.writes('The bill, please');
    expect(it.bots.chat().epoch).toBe(epoch);
    expect(it.acted()).toHaveLength(1);
  });

  test('gives the chat to somebody who is here, and says why not to somebody who is not', async () => {
    const to = { type: 'agent', agentId: it.ben.id } as const;
    await it.save(
      aRule('Ben', {
        when: words(['ben']),
        then: [{ type: 'assign', to, evenWhenOwned: false }],
      }),
    );
    await it.bots.writes('Is Ben there?');
    expect(it.bots.chat()).toMatchObject({ state: 'waiting', ownerId: null });
    expect(it.acted()).toMatchObject([{ did: [], left: [{ what: 'assign', why: 'agent-away' }] }]);
    await it.isHere(it.ben);
    await it.bots.writes('Ben, please', 2);
    expect(it.bots.chat(2)).toMatchObject({ state: 'open', ownerId: it.ben.id });
  });

  test('notes, fills a field and calls people by a note that waits for them', async () => {
    await it.save(
      aRule('Urgent', {
        when: words(['urgent*']),
        then: [
          noteAction('Look at {name} first'),
          { type: 'field', name: 'Mood', value: 'angry' },
          { type: 'notify', to: { type: 'admins' }, text: 'This is urgent.' },
        ],
      }),
    );
    await it.bots.writes('Urgently!');
    expect(it.notes()).toEqual(['Look at Customer 1 first', 'This is urgent.']);
    expect(it.bots.chat()).toMatchObject({
      contact: { fields: { Mood: 'angry' } },
      mentions: [{ agentId: it.ana.id, byId: null, rule: 'Urgent', isSeen: false }],
    });
    // They are for colleagues alone, and answer nothing.
    expect(it.bots.office.gateway.handedOver).toEqual([]);
    expect(it.bots.chat().waitingSince).not.toBeNull();
  });

  test('of which one says to stop there keeps those below it from looking', async () => {
    await it.save(aRule('First', { isLast: true, when: words(['one']) }));
    await it.save(aRule('Second'));
    await it.bots.writes('one');
    await it.bots.writes('two');
    expect(it.acted().map(({ rule }) => rule)).toEqual(['First', 'Second']);
  });

  test('looks at them in the order that admins gave them', async () => {
    const first = await it.save(aRule('First'));
    const second = await it.save(aRule('Second'));
    await it.handlers['rules.order']({ order: [second.id, first.id] }, it.ana);
    await it.bots.writes('Hello');
    expect(it.acted().map(({ rule }) => rule)).toEqual(['Second', 'First']);
  });

  test('does nothing while it is off, and knows the first message of an episode', async () => {
    await it.save(aRule('Off', { isOn: false }));
    await it.save(aRule('First', { conditions: [{ type: 'first-message' }] }));
    await it.bots.writes('One');
    await it.bots.writes('Two');
    await it.bots.claim();
    await it.bots.close();
    await it.bots.writes('Three');
    expect(it.acted().map(({ rule }) => rule)).toEqual(['First', 'First']);
  });

  test('closes a chat whose customer says nothing but thank you', async () => {
    const done = await it.outcome('Done');
    await it.save(
      aRule('Thanks', {
        when: words(['thank you', 'thanks'], { isWhole: true }),
        then: [{ type: 'close', outcomeId: done, evenWhenOwned: false }],
      }),
    );
    await it.bots.writes('Thank you!');
    expect(it.bots.chat()).toMatchObject({ state: 'closed', waitingSince: null });
    await it.bots.writes('Thanks, but when?');
    expect(it.bots.chat()).toMatchObject({ state: 'waiting' });
    await it.bots.claim();
    await it.bots.writes('Thanks');
    // Somebody has it: whether it is over is theirs to say.
    expect(it.bots.chat()).toMatchObject({ state: 'open', ownerId: it.ben.id });
  });
});

describe('rules that set each other off', () => {
  test('do so to a small depth, each of them once', async () => {
    const tags = await Promise.all(['A', 'B', 'C', 'D', 'E', 'F'].map((name) => it.tag(name)));
    const [first] = tags;
    if (first === undefined) throw new Error('there are tags');
    await it.save(
      aRule('Begin', { when: words(['begin']), then: [{ type: 'tag', tagId: first }] }),
    );
    for (const [index, tagId] of tags.entries()) {
      const next = tags[(index + 1) % tags.length] ?? first;
      await it.save(
        aRule(`Then ${index}`, {
          when: { type: 'tagged', tagId },
          then: [{ type: 'tag', tagId: next }],
        }),
      );
    }
    await it.bots.writes('begin');
    expect(it.bots.chat().tags).toEqual(tags.slice(0, 4));
  });

  test('by taking a tag off and on again do it once', async () => {
    const tagId = await it.tag('Again');
    const then = [{ type: 'untag', tagId }, { type: 'tag', tagId }, noteAction('Again')] as const;
    await it.save(aRule('Loop', { when: { type: 'tagged', tagId }, then: [...then] }));
    await it.bots.writes('Hello');
    await it.puts(tagId);
    expect(it.notes()).toEqual(['Again']);
  });

  test('follow what people and the chatbot do', async () => {
    const tagId = await it.tag('Sales');
    await it.save(aRule('Tagged', { when: { type: 'tagged', tagId } }));
    await it.bots.writes('Hello');
    await it.puts(tagId);
    await it.puts(tagId, false);
    const { id: conversationId, epoch } = it.bots.chat();
    const params = { conversationId, epoch, to: { type: 'tag', tagId }, note: null } as const;
    await it.handlers['conversation.transfer'](params, it.ben);
    expect(it.acted()).toHaveLength(2);
  });
});

describe('a rule about the end of an episode', () => {
  test('acts when it is closed, with any outcome or with one', async () => {
    const won = await it.outcome('Won');
    await it.save(aRule('Any', { when: { type: 'closed', outcomeId: null } }));
    await it.save(
      aRule('Won', {
        when: { type: 'closed', outcomeId: won },
        then: [replyAction('Congratulations', true)],
      }),
    );
    await it.bots.writes('Hello');
    await it.bots.claim();
    await it.bots.close();
    expect(it.acted().map(({ rule }) => rule)).toEqual(['Any']);
    await it.bots.writes('Hello again');
    await it.bots.claim();
    const { id, epoch, lastCustomerMessageId } = it.bots.chat();
    const params = { conversationId: id, epoch, lastSeenMessageId: lastCustomerMessageId };
    await it.handlers['conversation.close']({ ...params, outcomeId: won }, it.ben);
    await it.bots.settled();
    expect(it.bots.said()).toEqual(['Congratulations']);
    expect(it.bots.chat().state).toBe('closed');
  });
});

test('imported history and what people write sets nothing off', async () => {
  await it.save(aRule('Everything'));
  await it.bots.writes('Hello');
  await it.bots.answer('Hello');
  await it.bots.phoneWrites('From the phone');
  expect(it.acted()).toHaveLength(1);
});
