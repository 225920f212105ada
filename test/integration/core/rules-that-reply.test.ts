import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readyMadeFlow } from '#shared/domain/bot/ready-made/index.ts';
import { RuleOffice } from '#test/doubles/core/rule-office.ts';
import { aRule, replyAction, words } from '#test/doubles/rules/rules.ts';

let it: RuleOffice;

beforeEach(async () => {
  it = await RuleOffice.open();
});
afterEach(() => it.bots.office.remove());

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
