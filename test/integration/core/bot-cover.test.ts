import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BotTime } from '#shared/domain/bot/cover.ts';
import type { Seq } from '#shared/domain/ids.ts';
import { aFlow, end, menu, message, option } from '#test/doubles/bot/flows.ts';
import { BotOffice } from '#test/doubles/core/bot-office.ts';

const closed = aFlow([message('a', 'We are closed until {next opening}.'), end()], {
  name: 'Closed',
});
const welcome = aFlow([message('a', 'Welcome, {name}!'), end()], { name: 'Welcome' });

let bots: BotOffice;

async function begin(at: BotTime): Promise<void> {
  bots = await BotOffice.open(at);
  await bots.covers('closed', closed);
}
afterEach(() => bots.office.remove());

describe('while nobody is there', () => {
  beforeEach(() => begin('closed'));

  test('it answers once for each time of being closed, not for each message', async () => {
    await bots.writes('Hello?');
    expect(bots.said()).toEqual(['We are closed until tomorrow, 09:00.']);
    await bots.writes('Is anybody there?');
    await bots.minutes(120);
    await bots.writes('Hello??');
    expect(bots.said()).toHaveLength(1);
    // Friday in the evening is another time of being closed; nobody has answered yet.
    await bots.minutes(23 * 60);
    await bots.writes('Still nobody?');
    expect(bots.said()).toEqual([
      'We are closed until tomorrow, 09:00.',
      'We are closed until Monday, 09:00.',
    ]);
  });

  test('once, also when the chat was closed and opened again in that time', async () => {
    await bots.writes('Hello?');
    await bots.claim();
    await bots.close();
    await bots.minutes(120);
    await bots.writes('One more thing');
    expect(bots.chat().episode).toBe(2);
    expect(bots.said()).toHaveLength(1);
  });

  test('once, also over a restart of the host', async () => {
    await bots.writes('Hello?');
    await bots.reopen();
    await bots.writes('Hello again?');
    expect(bots.said()).toHaveLength(1);
    expect(bots.office.gateway.handedOver).toEqual([]);
  });

  test('and the office opens, whoever still talks with it waits for people', async () => {
    await bots.covers(
      'closed',
      aFlow([menu('m', [option('More', 'm'), option('Bye', 'end')]), end()]),
    );
    await bots.minutes(13 * 60 + 45);
    await bots.writes('Hello?');
    await bots.writes('Me too', 2);
    await bots.minutes(14);
    expect(bots.chat()).toMatchObject({ bot: { phase: 'talking' } });
    await bots.minutes(2);
    for (const customer of [1, 2]) {
      expect(bots.chat(customer)).toMatchObject({ state: 'waiting', bot: { phase: 'done' } });
    }
    const ends = bots.office.store.read.journal
      .after(0 as Seq, 1_000)
      .flatMap(({ fact }) => (fact.kind === 'bot.ended' ? [fact.why] : []));
    expect(ends).toEqual(['opened', 'opened']);
    const before = bots.said().length;
    await bots.writes('1');
    expect(bots.said()).toHaveLength(before);
  });

  test('the customer still waits, unread, and nobody is told that it was read', async () => {
    await bots.writes('Hello?');
    const since = bots.chat().waitingSince;
    await bots.writes('Hello??');
    expect(bots.chat()).toMatchObject({
      state: 'waiting',
      ownerId: null,
      unread: 2,
      waitingSince: since,
      last: { author: { type: 'contact' } },
    });
    expect(since).not.toBeNull();
    expect(bots.office.gateway.seen).toEqual([]);
  });

  test('it writes under its own name', async () => {
    await bots.writes('Hello?');
    expect(bots.chat().last).toMatchObject({ author: { type: 'bot' }, text: /closed/ as never });
  });
});

describe('while the office is open', () => {
  beforeEach(() => begin('open'));

  test('it is silent unless it was switched on for that', async () => {
    await bots.writes('Hello?');
    expect(bots.said()).toEqual([]);
  });

  test('it greets once in an episode', async () => {
    await bots.covers('open', welcome);
    await bots.writes('Hello?');
    await bots.writes('Are you there?');
    expect(bots.said()).toEqual(['Welcome, Customer 1!']);
    await bots.answer('Yes!');
    await bots.close();
    await bots.minutes(24 * 60 - 1);
    await bots.writes('I am back');
    expect(bots.said()).toEqual(['Welcome, Customer 1!', 'Welcome, Customer 1!']);
  });

  test('what is still waiting at night is told that it is closed, though it was greeted', async () => {
    await bots.covers('open', welcome);
    await bots.writes('Hello?');
    await bots.minutes(10 * 60);
    await bots.writes('Nobody?');
    expect(bots.said()).toEqual(['Welcome, Customer 1!', 'We are closed until tomorrow, 09:00.']);
  });

  test('switched off, it is silent at once', async () => {
    await bots.covers('open', welcome);
    await bots.switchOff();
    await bots.writes('Hello?');
    expect(bots.said()).toEqual([]);
  });
});

describe('it leaves alone', () => {
  beforeEach(() => begin('closed'));

  test('whoever is blocked', async () => {
    await bots.office.clock.advance(0);
    await bots.switchOff();
    await bots.writes('Hello?');
    const { id: conversationId } = bots.chat();
    await bots.office.core.handlers['contact.block']({ conversationId, isBlocked: true }, bots.ana);
    await bots.covers('closed', { ...closed, name: 'Again' });
    await bots.writes('Hello??');
    expect(bots.said()).toEqual([]);
  });

  test('what somebody owns', async () => {
    await bots.switchOff();
    await bots.writes('Hello?');
    await bots.claim();
    await bots.covers('closed', { ...closed, name: 'Again' });
    await bots.writes('Hello??');
    expect(bots.said()).toEqual([]);
  });

  test('what a person had in this episode, also when they put it back into the queue', async () => {
    await bots.switchOff();
    await bots.writes('Hello?');
    await bots.claim();
    const { id: conversationId, epoch } = bots.chat();
    const to = { type: 'queue' } as const;
    const asked = { conversationId, epoch, to, note: null };
    await bots.office.core.handlers['conversation.transfer'](asked, bots.ben);
    await bots.covers('closed', { ...closed, name: 'Again' });
    await bots.writes('Hello??');
    expect(bots.chat()).toMatchObject({ state: 'waiting', ownerId: null });
    expect(bots.said()).toEqual([]);
  });

  test('what somebody put where it belongs, before the bot said anything', async () => {
    await bots.switchOff();
    await bots.writes('Is my roof ready?');
    const tag = { id: null, name: 'Roofs', colour: 'blue', isRetired: false } as const;
    const made = await bots.office.core.handlers['tag.save']({ tag }, bots.ana);
    if (!made.ok) throw new Error(made.message);
    const { id: conversationId, epoch } = bots.chat();
    const to = { type: 'tag', tagId: made.value.tag.id } as const;
    const asked = { conversationId, epoch, to, note: null };
    await bots.office.core.handlers['conversation.transfer'](asked, bots.ben);
    await bots.covers('closed', { ...closed, name: 'Again' });
    await bots.writes('Hello?');
    expect(bots.chat()).toMatchObject({ state: 'waiting', ownerId: null });
    expect(bots.said()).toEqual([]);
  });

  test('whom somebody has just answered on the phone', async () => {
    await bots.switchOff();
    await bots.writes('Hello?');
    await bots.phoneWrites('Good evening!');
    await bots.covers('closed', { ...closed, name: 'Again' });
    await bots.writes('Thanks');
    expect(bots.chat().state).toBe('waiting');
    expect(bots.said()).toEqual([]);
  });

  test('what was written more than a quarter of an hour ago', async () => {
    await bots.writes('Hello?', 1, 16 * 60_000);
    expect(bots.said()).toEqual([]);
    await bots.writes('Hello?', 2, 14 * 60_000);
    expect(bots.said(2)).toHaveLength(1);
  });

  test('what the host itself wrote, and lines of WhatsApp’s', async () => {
    await bots.phoneWrites('A first word of ours');
    expect(bots.said()).toEqual([]);
  });
});
