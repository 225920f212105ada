import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Delta } from '#main/core/api.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Message } from '#shared/domain/message.ts';
import type { ResumePoint } from '#shared/protocol/frames.ts';
import { Office } from '#test/doubles/core/office.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';

const SECRET = 'marmalade';
const AT = Date.UTC(2026, 0, 15, 9, 1, 0);

let office: Office;
let admin: Agent;
let ben: Agent;
/** Where a screen stood before anything was said. */
let start: ResumePoint;
const live = { admin: [] as Delta[], agent: [] as Delta[] };

beforeEach(async () => {
  office = await Office.open();
  [admin, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
  office.gateway.connect();
  const { journalId, seq } = office.core.sync.open(ben, null).welcome;
  start = { journalId, seq };
  live.admin = [];
  live.agent = [];
  office.core.sync.on((delta) => {
    live.admin.push(office.core.sync.forRole(delta, 'admin'));
    live.agent.push(office.core.sync.forRole(delta, 'agent'));
  });
});

afterEach(() => office.remove());

async function takenBack(): Promise<Message> {
  office.gateway.emit({ type: 'message', message: incoming(`The ${SECRET} is mine`) });
  await office.settled();
  const message = office.messages().at(-1)!;
  await office.reply(ben, 'Which one?');
  live.admin.length = 0;
  live.agent.length = 0;
  office.gateway.emit({ type: 'deleted', key: message.waKey!, by: 'contact', at: AT });
  await office.settled();
  return message;
}

const told = (what: unknown) => JSON.stringify(what).includes(SECRET);

async function answersTo(caller: Agent) {
  const { handlers } = office.core;
  const conversationId = office.conversations()[0]!.id;
  return {
    history: await handlers['conversation.history'](
      { conversationId, anchor: null, limit: 50 },
      caller,
    ),
    list: await handlers['conversation.list']({ view: 'all', after: null, limit: 50 }, caller),
    search: await handlers.search({ text: SECRET, limit: 50 }, caller),
  };
}

describe('what a customer took back', () => {
  test('is in no answer to an agent, and in the history that an admin reads', async () => {
    await takenBack();
    expect(told(await answersTo(ben))).toBe(false);
    expect(told((await answersTo(admin)).history)).toBe(true);
  });

  test('is not in what an agent is told live of the deletion', async () => {
    await takenBack();
    expect(live.agent.length).toBeGreaterThan(0);
    expect(told(live.agent)).toBe(false);
  });

  test('is not in what an agent who comes back later missed, though the journal keeps it', async () => {
    await takenBack();
    const missed = (who: Agent) => office.core.sync.open(who, start).missed;
    expect(missed(ben).flatMap(({ entries }) => entries).length).toBeGreaterThan(0);
    expect(told(missed(ben))).toBe(false);
    expect(told(missed(admin))).toBe(true);
  });

  test('is not in an earlier wording either', async () => {
    office.gateway.emit({ type: 'message', message: incoming('Hello') });
    await office.settled();
    const { waKey: key } = office.messages()[0]!;
    office.gateway.emit({ type: 'edited', key: key!, text: `The ${SECRET}`, at: AT });
    office.gateway.emit({ type: 'edited', key: key!, text: 'Nothing', at: AT + 1 });
    office.gateway.emit({ type: 'deleted', key: key!, by: 'contact', at: AT + 2 });
    await office.settled();
    expect(told(await answersTo(ben))).toBe(false);
    expect(told(office.core.sync.open(ben, start).missed)).toBe(false);
    expect(told((await answersTo(admin)).history)).toBe(true);
  });

  test('is not in the quote of a message that answered it', async () => {
    const message = await takenBack();
    office.gateway.emit({
      type: 'message',
      message: incoming('I meant this', {
        quote: {
          key: message.waKey!,
          from: 'contact',
          content: { kind: 'text', text: `The ${SECRET}` },
        },
      }),
    });
    await office.settled();
    expect(told(await answersTo(ben))).toBe(false);
    expect(told(live.agent)).toBe(false);
    expect(told(office.core.sync.open(ben, start).missed)).toBe(false);
  });
});
