import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_COVER } from '#shared/domain/bot/cover.ts';
import type { AgentId, ConversationId, MessageId, Seq } from '#shared/domain/ids.ts';
import type { Fact } from '#shared/domain/journal.ts';
import { aFlow, end, handover, menu, message, option, question } from '#test/doubles/bot/flows.ts';
import { BotOffice } from '#test/doubles/core/bot-office.ts';
import { runs } from '#test/doubles/property-runs.ts';

/** Two steps that speak in a row: as much as this flow ever says to one message. */
const talk = aFlow([
  message('hello', 'Hello'),
  menu('top', [option('Ask', 'ask'), option('Leave', 'bye')]),
  question('ask', 'Need'),
  message('thanks', 'Thanks'),
  handover('bye', 'Bye'),
]);
const MOST_IN_A_ROW = 2;
const closed = aFlow([message('c', 'Closed'), end()], { name: 'Closed' });

type Step =
  | { readonly do: 'writes'; readonly text: string; readonly late: number }
  | {
      readonly do:
        | 'phone'
        | 'claim'
        | 'answer'
        | 'close'
        | 'put back'
        | 'too late'
        | 'restart'
        | 'link'
        | 'switch';
    }
  | { readonly do: 'pass'; readonly minutes: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('writes'),
      text: fc.constantFrom('1', '2', 'Ask', 'Leave', 'person', 'What?', 'Eh?', 'A roof'),
      late: fc.constantFrom(0, 0, 0, 5, 20),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'phone',
        'claim',
        'answer',
        'close',
        'put back',
        'too late',
        'restart',
        'link',
        'switch',
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('pass'),
      minutes: fc.constantFrom(0, 1, 16, 40, 9 * 60, 14 * 60),
    }),
  },
);

async function run(bots: BotOffice, each: Step): Promise<void> {
  const { handlers } = bots.office.core;
  const { id: conversationId, ownerId } = bots.chat();
  switch (each.do) {
    case 'writes':
      return bots.writes(each.text, 1, each.late * 60_000);
    case 'pass':
      return bots.minutes(each.minutes);
    case 'phone':
      return bots.phoneWrites('From the phone');
    case 'claim':
      return void (await bots.claim());
    case 'answer':
      if (ownerId === null || ownerId === bots.ben.id) await bots.answer('Here I am');
      return;
    case 'close':
      if (ownerId === bots.ben.id) await bots.close();
      return;
    case 'put back': {
      if (ownerId === null) await bots.claim();
      const to = { type: 'queue' } as const;
      const asked = { conversationId, epoch: bots.chat().epoch, to, note: null };
      return void (await handlers['conversation.transfer'](asked, bots.ben));
    }
    // Somebody takes it before what the bot says can leave.
    case 'too late':
      bots.office.gateway.disconnect();
      await bots.writes('2');
      await bots.claim();
      bots.office.gateway.connect();
      return bots.settled();
    case 'restart':
      return bots.reopen({ offMinutes: 1 });
    case 'link':
      if (bots.office.gateway.link().name === 'connected') bots.office.gateway.disconnect();
      else bots.office.gateway.connect();
      return bots.settled();
    case 'switch': {
      const before = bots.office.store.read.bot.cover();
      const [flow] = bots.office.store.read.bot.flows();
      const isOn = before.open.isOn;
      const open = isOn ? NO_COVER.open : { isOn: true, flowId: flow!.id };
      await handlers['bot.cover']({ cover: { ...before, open } }, bots.ana);
      return bots.settled();
    }
  }
}

test('the bot never says more without a word of the customer’s than its flow, and never after a person', async () => {
  let said = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 30 }),
      fc.boolean(),
      async (steps, isOpen) => {
        const bots = await BotOffice.open(isOpen ? 'open' : 'closed');
        try {
          await bots.covers('open', talk);
          await bots.covers('closed', closed);
          await bots.writes('Hello?');
          for (const each of steps) await run(bots, each);
          said += bots.said().length;
          expectGoodManners(bots);
        } finally {
          await bots.office.remove();
        }
      },
    ),
    runs(25),
  );
  expect(said).toBeGreaterThan(10);
}, 300_000);

/** Goes through everything that happened, in order, knowing nothing of how the bot works. */
function expectGoodManners(bots: BotOffice): void {
  const entries = bots.office.store.read.journal.after(0 as Seq, 100_000);
  const ofBot = new Set<MessageId>();
  const left = new Set<MessageId>();
  let inARow = 0;
  let owner: AgentId | null = null;
  let isWithPerson = false;
  let isClosed = true;
  for (const { fact, by } of entries) {
    switch (fact.kind) {
      case 'message.received':
        inARow = 0;
        if (isClosed) isWithPerson = false;
        isClosed = false;
        break;
      case 'message.observed':
        isWithPerson = true;
        if (owner === null) isClosed = true;
        break;
      case 'conversation.claimed':
        owner = fact.ownerId;
        isWithPerson = true;
        isClosed = false;
        break;
      case 'conversation.transferred':
        owner = fact.toId;
        break;
      case 'conversation.closed':
        owner = null;
        isClosed = true;
        break;
      case 'message.queued':
        if (fact.message.author.type !== 'bot') {
          isWithPerson = true;
          break;
        }
        ofBot.add(fact.message.id);
        inARow += 1;
        expect(inARow).toBeLessThanOrEqual(MOST_IN_A_ROW);
        expect({ by, owner, isWithPerson, isClosed }).toEqual({
          by: null,
          owner: null,
          isWithPerson: false,
          isClosed: false,
        });
        break;
      case 'message.state-changed':
        if (!ofBot.has(fact.messageId) || fact.state !== 'sending') break;
        // Handed over once, and not after somebody came in.
        expect(left.has(fact.messageId)).toBe(false);
        left.add(fact.messageId);
        expect({ fact: fact.kind, owner, isWithPerson }).toEqual({
          fact: fact.kind,
          owner: null,
          isWithPerson: false,
        });
        break;
      default:
    }
  }
  expectOncePerClosedTime(entries.map(({ fact }) => fact));
}

function expectOncePerClosedTime(facts: readonly Fact[]): void {
  const periods = facts.flatMap((fact) =>
    fact.kind === 'bot.began' && fact.period !== null
      ? [`${fact.conversationId satisfies ConversationId} ${fact.period}`]
      : [],
  );
  expect(new Set(periods).size).toBe(periods.length);
}
