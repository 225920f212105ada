import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChatSummary } from '#main/core/ports/gateway.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { HostEvent } from '#shared/domain/host-event.ts';
import { Office } from '#test/doubles/core/office.ts';
import { anna, incoming } from '#test/doubles/gateway/incoming.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let office: Office;
let ana: Agent;
/** What WhatsApp's clock shows: nobody in the office can set it. */
let whatsappTime: () => number;

beforeEach(async () => {
  office = await Office.open();
  [ana] = (await office.hire('Ana')) as [Agent];
  office.gateway.connect();
  const start = office.clock.now();
  whatsappTime = () => start + office.clock.elapsed();
});

afterEach(() => office.remove());

async function writes(text: string): Promise<void> {
  office.gateway.emit({ type: 'message', message: incoming(text, { at: whatsappTime() }) });
  await office.settled();
}

const texts = () =>
  office.messages().map(({ content }) => (content.kind === 'text' ? content.text : content.kind));

async function hostEvents(): Promise<HostEvent[]> {
  await office.settled();
  const answer = await office.core.handlers['number.history']({ before: null, limit: 50 }, ana);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value.events.flatMap(({ what }) => (what.type === 'host' ? [what.event] : []));
}

async function signIn(): Promise<string> {
  const signedIn = await office.core.accounts.signIn(
    { name: 'Ana', password: 'correct horse' },
    'test',
  );
  if (!signedIn.ok) throw new Error('not signed in');
  return signedIn.value.token;
}

describe.each([DAY, -DAY])("the host PC's clock set by %i ms", (by) => {
  test('signs nobody out, before and after it is known to be right', async () => {
    const token = await signIn();
    await office.clock.advance(23 * HOUR);
    office.clock.jump(by);
    const isIn = async () => (await office.core.accounts.authenticate(token)) !== null;
    expect(await isIn()).toBe(true);
    office.gateway.emit({
      type: 'message',
      message: incoming('Hello', { at: office.clock.now() }),
    });
    expect(await isIn()).toBe(true);
    await office.settled();
    expect(await isIn()).toBe(true);
    expect(await hostEvents()).toEqual([
      { kind: 'host.clock-judged', isRight: true, by },
      { kind: 'host.clock-set', by },
    ]);
    await office.clock.advance(24 * HOUR + MINUTE);
    expect(await isIn()).toBe(false);
  });

  test('puts no answer before its question and no question before an earlier answer', async () => {
    await writes('First question');
    office.clock.jump(by);
    await office.clock.advance(MINUTE);
    await office.reply(ana, 'First answer');
    await office.clock.advance(MINUTE);
    await writes('Second question');
    await office.clock.advance(MINUTE);
    await office.reply(ana, 'Second answer');
    await office.clock.advance(MINUTE);
    await writes('Third question');
    expect(texts()).toEqual([
      'First question',
      'First answer',
      'Second question',
      'Second answer',
      'Third question',
    ]);
    expect(await hostEvents()).toEqual([
      { kind: 'host.clock-judged', isRight: false, by },
      { kind: 'host.clock-set', by },
    ]);
  });

  test('keeps the order of what an earlier run wrote under the wrong time, once it is set right', async () => {
    await writes('Question');
    await office.reply(ana, 'Answer');
    office.clock.jump(by);
    await office.clock.advance(2_000);
    office.clock.jump(-by);
    await office.clock.advance(2_000);
    await writes('Thanks');
    await office.reply(ana, 'You are welcome');
    expect(texts()).toEqual(['Question', 'Answer', 'Thanks', 'You are welcome']);
  });
});

describe('the host PC sleeps', () => {
  test('and looks at the link at once, fetches what came meanwhile and says how long it was', async () => {
    await writes('Before');
    office.clock.sleep(8 * HOUR);
    const message = incoming('In the night', { at: whatsappTime() - HOUR });
    const chat: ChatSummary = {
      address: anna,
      lastMessageAt: message.at,
      unread: 1,
      lastKey: message.key,
    };
    office.gateway.chatList = [chat];
    office.gateway.histories.set(anna, [message]);
    const caughtUp = office.until((fact) => fact.kind === 'message.received');
    await office.clock.advance(0);
    await caughtUp;
    expect(texts()).toEqual(['Before', 'In the night']);
    expect(office.gateway.looks).toBe(1);
    const [event, ...others] = await hostEvents();
    expect(others).toEqual([]);
    expect(event).toMatchObject({ kind: 'host.slept' });
    expect(event?.kind === 'host.slept' && event.ms).toBeGreaterThan(8 * HOUR - 3_000);
  });

  test('for a moment is no news', async () => {
    office.clock.sleep(4_000);
    await office.clock.advance(10_000);
    expect(office.gateway.looks).toBe(0);
    expect(await hostEvents()).toEqual([]);
  });

  test('and nobody hears of it but admins', async () => {
    const told = new Promise<readonly unknown[]>((resolve) => {
      const stop = office.core.sync.on((delta) => {
        stop();
        resolve(office.core.sync.forRole(delta, 'agent').entries);
      });
    });
    office.clock.sleep(HOUR);
    await office.clock.advance(0);
    expect(await told).toEqual([]);
  });
});
