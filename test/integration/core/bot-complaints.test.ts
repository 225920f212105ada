import { afterEach, describe, expect, test } from 'vitest';
import { aFlow, end, menu, message, option } from '#test/doubles/bot/flows.ts';
import { BotOffice } from '#test/doubles/core/bot-office.ts';

const away = aFlow([message('a', 'Away until {next opening}.'), end()], { name: 'Away' });
const sorting = aFlow([menu('m', [option('Again', 'm'), option('Sales', 'end')]), end()]);

let bots: BotOffice;
afterEach(() => bots.office.remove());

describe('what users of other tools complain about does not happen:', () => {
  test('the away message repeats in a live chat', async () => {
    bots = await BotOffice.open('open');
    await bots.covers('closed', away);
    await bots.writes('Hello');
    await bots.answer('Hello, what can I do for you?');
    // The office closes while they are talking.
    await bots.minutes(8 * 60);
    for (const text of ['A new roof', 'And a door', 'Are you there?']) await bots.writes(text);
    expect(bots.said()).toEqual([]);
    await bots.close();
    await bots.writes('Thank you!');
    expect(bots.said()).toEqual(['Away until tomorrow, 09:00.']);
    await bots.writes('Bye');
    expect(bots.said()).toHaveLength(1);
  });

  test('the away message goes by another time zone than the office’s', async () => {
    bots = await BotOffice.open('open');
    await bots.covers('closed', away);
    // In Berlin it is 17:59, an hour less in UTC.
    await bots.minutes(7 * 60 + 59);
    await bots.writes('Open?');
    expect(bots.said()).toEqual([]);
    await bots.minutes(2);
    await bots.writes('Still open?', 2);
    expect(bots.said(2)).toEqual(['Away until tomorrow, 09:00.']);
    const plan = { timeZone: 'Pacific/Auckland' } as const;
    await bots.office.core.handlers['hours.save']({ plan }, bots.ana);
    // In Auckland it is Friday, six in the morning.
    await bots.writes('And now?', 3);
    expect(bots.said(3)).toEqual(['Away until today, 09:00.']);
  });

  test('two bots write to each other for ever', async () => {
    bots = await BotOffice.open('open');
    await bots.covers('open', sorting);
    const machine = ['1', 'Welcome to our shop! Choose 1 or 2.'];
    await bots.writes(machine[0]!);
    for (let turn = 1; turn < 60; turn += 1) await bots.writes(machine[turn % 2]!);
    expect(bots.said().length).toBeLessThanOrEqual(8);
    expect(bots.chat()).toMatchObject({ state: 'waiting', bot: { phase: 'done' } });
  });

  test('the bot talks over people', async () => {
    bots = await BotOffice.open('open');
    await bots.covers('open', sorting);
    await bots.writes('Hello');
    await bots.answer('Hello, this is Ben');
    for (const text of ['1', '2', 'menu', 'Hello?']) await bots.writes(text);
    await bots.phoneWrites('Ana here, from the phone');
    await bots.writes('1');
    await bots.minutes(60);
    expect(bots.said()).toHaveLength(1);
  });

  test('what a bot said counts as the first response', async () => {
    bots = await BotOffice.open('open');
    await bots.covers('open', sorting);
    await bots.writes('Hello');
    const since = bots.chat().waitingSince;
    await bots.writes('1');
    await bots.minutes(30);
    await bots.answer('Sorry for the wait');
    const answer = bots.office
      .messages(bots.chat())
      .findLast(({ author }) => author.type === 'agent');
    expect(since).not.toBeNull();
    expect(answer?.waitedSince).toBe(since);
    const authors = bots.office.messages(bots.chat()).map(({ author }) => author.type);
    expect(authors).toEqual(['contact', 'bot', 'contact', 'bot', 'agent']);
  });
});
