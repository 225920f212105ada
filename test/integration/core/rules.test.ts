import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readyMadeFlow } from '#shared/domain/bot/ready-made/index.ts';
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

describe('a rule that replies', () => {
  const hello = (changes = {}) =>
    aRule('Hello', { then: [replyAction('Hello {name}')], ...changes });

  test('is a machine of that name, ends no wait and reads nothing', async () => {
    const saved = await it.save(hello());
    await it.bots.writes('Hi');
    const [, reply] = it.messages();
    expect(reply).toMatchObject({
      author: { type: 'bot', rule: { id: saved.id, name: 'Hello' } },
      content: { text: 'Hello Customer 1' },
    });
    expect(it.bots.chat()).toMatchObject({
      state: 'waiting',
      unread: 1,
      last: reply && {
        author: reply.author,
      },
    });
    expect(it.bots.chat().waitingSince).not.toBeNull();
  });

  test('does so once in an episode, and not without end in a day', async () => {
    await it.save(hello());
    for (let episode = 0; episode < 5; episode += 1) {
      await it.bots.writes(`Hi ${episode}`);
      await it.bots.writes(`And ${episode}`);
      expect(it.bots.said()).toHaveLength(Math.min(episode + 1, 3));
      await it.bots.claim();
      await it.bots.close();
    }
  });

  test('is silent where a person is, unless it says otherwise', async () => {
    await it.save(hello({ when: words(['hi']) }));
    await it.save(aRule('Even so', { when: words(['hi']), then: [replyAction('Even so', true)] }));
    await it.bots.writes('Good morning');
    await it.bots.claim();
    await it.bots.writes('Hi');
    expect(it.bots.said()).toEqual(['Even so']);
    await it.bots.writes('Good morning', 2);
    await it.bots.phoneWrites('We call you.', 2);
    await it.bots.writes('Hi', 2);
    expect(it.bots.said(2)).toEqual(['Hello Customer 2', 'Even so']);
  });

  test('is cancelled by whoever comes in before it left', async () => {
    await it.save(hello());
    it.bots.office.gateway.disconnect();
    await it.bots.writes('Hi');
    expect(it.bots.said()).toEqual(['Hello Customer 1']);
    await it.bots.claim();
    expect(it.bots.said()).toEqual([]);
    it.bots.office.gateway.connect();
    await it.bots.settled();
    expect(it.bots.office.gateway.handedOver).toEqual([]);
  });

  test('keeps the chatbot from beginning, and is silent while that talks', async () => {
    await it.bots.covers('open', readyMadeFlow('lead', 'en'));
    await it.save(hello({ when: words(['rule']) }));
    await it.bots.writes('rule');
    expect(it.bots.said()).toEqual(['Hello Customer 1']);
    await it.bots.writes('chatbot', 2);
    const talk = it.bots.said(2).length;
    await it.bots.writes('rule', 2);
    expect(it.bots.said(2).slice(talk)).not.toContain('Hello Customer 2');
  });

  test('leaves what was written long ago to people, but tags it', async () => {
    const old = await it.tag('Old');
    await it.save(hello({ then: [{ type: 'tag', tagId: old }, replyAction('Hello')] }));
    await it.bots.writes('Hi', 1, 60 * 60_000);
    expect(it.bots.said()).toEqual([]);
    expect(it.bots.chat().tags).toEqual([old]);
    expect(it.acted()).toMatchObject([{ left: [{ what: 'reply', why: 'late' }] }]);
  });

  test('does not talk with another machine', async () => {
    await it.bots.writes('ping');
    await it.bots.writes('ping');
    await it.save(hello({ when: words(['ping']) }));
    await it.bots.writes('ping');
    expect(it.bots.said()).toEqual([]);
    expect(it.acted()).toMatchObject([{ left: [{ what: 'reply', why: 'loop' }] }]);
    await it.bots.writes('A ping by hand');
    expect(it.bots.said()).toEqual(['Hello Customer 1']);
  });

  test('and the chatbot say no more than so much in an hour together', async () => {
    for (let index = 0; index < 25; index += 1) {
      await it.save(aRule(`Rule ${index}`, { then: [replyAction(`Reply ${index}`)] }));
    }
    await it.bots.writes('Hi');
    expect(it.bots.said()).toHaveLength(20);
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

test('imported history and what people write sets nothing off', async () => {
  await it.save(aRule('Everything'));
  await it.bots.writes('Hello');
  await it.bots.answer('Hello');
  await it.bots.phoneWrites('From the phone');
  expect(it.acted()).toHaveLength(1);
});
