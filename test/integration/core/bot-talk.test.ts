import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readyMadeFlow } from '#shared/domain/bot/ready-made/index.ts';
import type { Step } from '#shared/domain/bot/steps.ts';
import { aFlow, end, handover, menu, message, option, question } from '#test/doubles/bot/flows.ts';
import { BotOffice } from '#test/doubles/core/bot-office.ts';

let bots: BotOffice;

beforeEach(async () => {
  bots = await BotOffice.open('open');
});
afterEach(() => bots.office.remove());

const why = () => bots.facts('bot.ended').map((fact) => fact.why);

describe('a talk', () => {
  test('asks, fills the contact’s fields and hands over to the queue', async () => {
    await bots.covers('open', readyMadeFlow('lead', 'en'));
    await bots.writes('Hello');
    await bots.writes('Anna');
    await bots.writes('A new roof');
    expect(bots.chat().bot).toMatchObject({ phase: 'talking', flow: 'Lead questions' });
    await bots.writes('In spring');
    expect(bots.chat()).toMatchObject({
      state: 'waiting',
      bot: { phase: 'done' },
      contact: { fields: { Name: 'Anna', Need: 'A new roof', When: 'In spring' } },
    });
    expect(bots.said().at(-1)).toBe('Thank you, Anna! A colleague will answer you here.');
    expect(why()).toEqual(['done']);
  });

  test('goes on after a restart where it was', async () => {
    await bots.covers('open', readyMadeFlow('lead', 'en'));
    await bots.writes('Hello');
    await bots.writes('Anna');
    await bots.reopen();
    await bots.writes('A new roof');
    expect(bots.said().at(-1)).toBe('When do you need it?');
  });

  test('goes on with the version that it began with', async () => {
    const saved = await bots.covers('open', readyMadeFlow('lead', 'en'));
    await bots.writes('Hello');
    const flow = { ...saved.flow, steps: [message('x', 'All new'), end()] };
    const params = { flowId: saved.id, baseVersion: saved.version, flow };
    await bots.office.core.handlers['bot.save'](params, bots.ana);
    await bots.writes('Anna');
    expect(bots.said().at(-1)).toBe('What do you need?');
    await bots.writes('Hello', 2);
    expect(bots.said(2)).toEqual(['All new']);
  });

  test('tags the chat and puts it into a topic’s queue, without taking it from anybody’s screen', async () => {
    const tag = { id: null, name: 'Sales', colour: 'blue', isRetired: false } as const;
    const made = await bots.office.core.handlers['tag.save']({ tag }, bots.ana);
    if (!made.ok) throw new Error(made.message);
    const { id } = made.value.tag;
    await bots.covers('open', readyMadeFlow('welcome', 'en', [made.value.tag]));
    await bots.writes('Hello');
    const { epoch } = bots.chat();
    await bots.writes('sales');
    expect(bots.chat()).toMatchObject({ state: 'waiting', ownerId: null, tags: [id], epoch });
  });

  test('gives the chat to somebody who is here, and to the queue when they are not', async () => {
    const to: Step = {
      kind: 'handover',
      id: 'to-ben',
      text: { en: 'Ben will help you.' },
      to: { type: 'agent', agentId: bots.ben.id },
    };
    await bots.covers('open', aFlow([menu('m', [option('Ben', 'to-ben')]), to]));
    await bots.writes('Hello');
    await bots.writes('1');
    expect(bots.chat()).toMatchObject({ state: 'waiting', ownerId: null });
    bots.office.core.presence.connected(bots.ben.id, 'screen of Ben');
    await bots.settled();
    await bots.writes('Hello', 2);
    await bots.writes('1', 2);
    expect(bots.chat(2)).toMatchObject({
      state: 'open',
      ownerId: bots.ben.id,
      handover: { fromId: null },
      bot: { phase: 'person' },
    });
    // What it said before it gave the chat away still leaves.
    expect(bots.said(2).at(-1)).toBe('Ben will help you.');
    expect(bots.office.gateway.handedOver.at(-1)).toMatchObject({
      content: { text: 'Ben will help you.' },
    });
  });

  test('ends in the queue when nobody answers, and after a pause goes on by itself', async () => {
    const wait: Step = { kind: 'wait', id: 'w', seconds: 30, next: null };
    const flow = aFlow([message('a', 'One moment'), wait, question('q', 'Need'), end()]);
    await bots.covers('open', flow);
    await bots.writes('Hello');
    expect(bots.said()).toEqual(['One moment']);
    await bots.office.clock.advance(30_000);
    await bots.settled();
    expect(bots.said()).toEqual(['One moment', 'Need?']);
    await bots.minutes(16);
    expect(bots.said()).toHaveLength(2);
    expect(why()).toEqual(['no-answer']);
    expect(bots.chat()).toMatchObject({ state: 'waiting', bot: { phase: 'done' } });
  });

  test('that should have gone on hours ago, while the host was off, is over without a word', async () => {
    const wait: Step = { kind: 'wait', id: 'w', seconds: 30, next: null };
    await bots.covers('open', aFlow([message('a', 'One'), wait, message('b', 'Two'), end()]));
    await bots.writes('Hello');
    await bots.reopen({ offMinutes: 120 });
    expect(bots.said()).toEqual(['One']);
    expect(why()).toEqual(['lost']);
  });

  test('ends at once when it is switched off, and the chat waits for people', async () => {
    await bots.covers('open', readyMadeFlow('lead', 'en'));
    await bots.writes('Hello');
    await bots.switchOff();
    await bots.writes('Anna');
    expect(why()).toEqual(['switched-off']);
    expect(bots.said()).toHaveLength(2);
    expect(bots.office.store.read.bot.runs()).toEqual([]);
  });
});

describe('a person', () => {
  const flow = aFlow([menu('m', [option('One', 'end')]), end()]);

  test('is there at a word: the chat waits in the queue and the bot is silent', async () => {
    await bots.covers('open', flow);
    await bots.writes('Hello');
    await bots.writes('I want to talk to a person');
    expect(bots.said().at(-1)).toBe('A colleague will answer you here in a moment.');
    await bots.writes('Hello?');
    expect(bots.said()).toHaveLength(2);
    expect(bots.chat()).toMatchObject({ state: 'waiting', bot: { phase: 'done' } });
    expect(why()).toEqual(['asked-for-person']);
  });

  test('sees to it when the menu is not understood twice', async () => {
    await bots.covers('open', flow);
    for (const text of ['Hello', 'What?', 'Eh?', 'Hm?']) await bots.writes(text);
    expect(bots.said()).toHaveLength(3);
    expect(why()).toEqual(['not-understood']);
  });

  test('who claims the chat ends the talk', async () => {
    await bots.covers('open', flow);
    await bots.writes('Hello');
    await bots.claim();
    await bots.writes('1');
    await bots.minutes(60);
    expect(bots.said()).toHaveLength(1);
    expect(why()).toEqual(['person']);
    expect(bots.chat()).toMatchObject({ ownerId: bots.ben.id, bot: { phase: 'person' } });
  });

  test('who claims it cancels what the bot has not sent yet', async () => {
    await bots.covers('open', flow);
    bots.office.gateway.disconnect();
    await bots.writes('Hello');
    expect(bots.office.messages(bots.chat()).map(({ state }) => state)).toContain('queued');
    await bots.claim();
    bots.office.gateway.connect();
    await bots.minutes(1);
    expect(bots.office.gateway.handedOver).toEqual([]);
    expect(
      bots.office.messages(bots.chat()).find(({ author }) => author.type === 'bot'),
    ).toMatchObject({ state: 'refused', failure: { code: 'cancelled' } });
    expect(bots.chat().waitingSince).not.toBeNull();
  });

  test('who answers on the phone ends it as well', async () => {
    await bots.covers('open', flow);
    await bots.writes('Hello');
    await bots.phoneWrites('Hello, this is Ana');
    expect(bots.chat().bot).toMatchObject({ phase: 'person' });
    await bots.writes('1');
    expect(bots.said()).toHaveLength(1);
    expect(bots.office.store.read.bot.runs()).toEqual([]);
  });

  test('who sends an answer goes before a bot’s farewell that has not left', async () => {
    await bots.covers('open', aFlow([handover('q', 'One moment please')]));
    bots.office.gateway.disconnect();
    await bots.writes('Hello');
    await bots.answer('Here I am');
    bots.office.gateway.connect();
    await bots.minutes(1);
    expect(bots.office.gateway.handedOver.map(({ content }) => content)).toEqual([
      { kind: 'text', text: 'Here I am' },
    ]);
  });
});

describe('routing', () => {
  beforeEach(async () => {
    await bots.set('routing.includesAdmins', false);
    await bots.set('routing.mode', 'round-robin');
    await bots.set('ownership.openWithinMinutes', 0);
    bots.office.core.presence.connected(bots.ben.id, 'screen of Ben');
    await bots.settled();
  });

  test('gives nobody a chat in which the bot still talks, and does so when it is done', async () => {
    await bots.covers('open', aFlow([question('q', 'Need'), handover('q2', 'One moment')]));
    await bots.writes('Hello');
    expect(bots.chat()).toMatchObject({ ownerId: null, bot: { phase: 'talking' } });
    await bots.writes('A roof');
    expect(bots.chat()).toMatchObject({ state: 'open', ownerId: bots.ben.id });
    expect(bots.said()).toEqual(['Need?', 'One moment']);
    expect(bots.office.gateway.handedOver).toHaveLength(2);
  });

  test('brings a customer back to the last owner without a word of the bot’s', async () => {
    await bots.set('routing.mode', 'manual');
    await bots.set('routing.lastOwnerDays', 7);
    await bots.writes('Hello');
    await bots.answer('Hello');
    await bots.close();
    await bots.minutes(25 * 60);
    await bots.covers('open', aFlow([question('q', 'Need'), end()]));
    await bots.writes('I am back');
    expect(bots.chat()).toMatchObject({ state: 'open', ownerId: bots.ben.id });
    expect(bots.said()).toEqual([]);
  });
});

describe('other machines', () => {
  test('are not answered for long: the same again and again, or faster than people write', async () => {
    await bots.covers(
      'open',
      aFlow([menu('m', [option('Again', 'm'), option('End', 'end')]), end()]),
    );
    await bots.writes('Hello');
    for (let turn = 0; turn < 10; turn += 1) await bots.writes('1');
    expect(bots.said().length).toBeLessThanOrEqual(4);
    expect(why()).toEqual(['loop']);
    expect(bots.chat().state).toBe('waiting');
  });

  test('and not by beginning anew: so many messages in an hour are enough', async () => {
    await bots.covers('open', aFlow([message('a', 'Hello'), end()]));
    for (let turn = 0; turn < 30; turn += 1) {
      await bots.writes(`Message ${turn}`);
      const { id, epoch, lastCustomerMessageId } = bots.chat();
      const claimed = await bots.claim();
      if (!claimed.ok) throw new Error(claimed.message);
      await bots.office.core.handlers['conversation.close'](
        {
          conversationId: id,
          epoch: (epoch + 1) as never,
          lastSeenMessageId: lastCustomerMessageId,
        },
        bots.ben,
      );
    }
    expect(bots.said()).toHaveLength(20);
  });
});
