import { describe, expect, test } from 'vitest';
import type { IncomingMessage } from '#main/core/ports/gateway.ts';
import { agentNameSchema, passwordSchema } from '#shared/domain/agent.ts';
import { lineOf } from '#shared/domain/content-words.ts';
import type { Content } from '#shared/domain/message.ts';
import { createDemoAgents } from '#main/gateway/simulator/demo/demo-agents.ts';
import { createDemoCustomers } from '#main/gateway/simulator/demo/demo-customers.ts';
import { demoScripts } from '#main/gateway/simulator/demo/scripts/index.ts';
import { wholeFile } from '#test/doubles/gateway/whole-file.ts';
import { simulate } from './recorder.ts';

const MINUTE = 60_000;

async function shop(seed = 3) {
  const made = simulate({ seed });
  await made.connect();
  const demo = createDemoCustomers({ simulator: made.simulator, seed, clock: made.clock });
  return { ...made, demo };
}

const words = (content: Content) => lineOf(content);

function byChat(messages: readonly IncomingMessage[]) {
  return Map.groupBy(messages, ({ contact }) => contact.address);
}

/** A minute in which every customer is answered who has written. */
async function answerEverybody(
  { clock, simulator, messages }: Awaited<ReturnType<typeof shop>>,
  answered: Set<string>,
) {
  for (const { key, from, contact } of messages()) {
    if (from !== 'contact' || answered.has(key)) continue;
    answered.add(key);
    const to = contact.address;
    const content = { kind: 'text', text: 'Of course.' } as const;
    await simulator.send({ key: await simulator.newKey(to), to, content });
  }
  await clock.advance(MINUTE);
}

describe('the opening inbox', () => {
  test('has many waiting for different times within the past hour, and some answered', async () => {
    const { demo, clock, messages } = await shop();
    demo.open();
    const chats = [...byChat(messages()).values()];
    const waiting = chats.filter((chat) => chat.at(-1)?.from === 'contact');
    const since = waiting.map((chat) => chat.find(({ from }) => from === 'contact')?.at ?? 0);
    expect(waiting.length).toBeGreaterThanOrEqual(10);
    expect(new Set(since).size).toBe(since.length);
    for (const at of since) expect(clock.now() - at).toBeLessThanOrEqual(60 * MINUTE);
    expect(chats.some((chat) => chat.at(-1)?.from === 'us')).toBe(true);
    expect(demo.answers.length).toBeGreaterThanOrEqual(4);
    for (const { address } of demo.answers) expect(byChat(messages()).has(address)).toBe(true);
  });

  test('has a quote, a forwarded message, an edit, a deletion, reactions of both sides and votes', async () => {
    const { demo, events, messages } = await shop();
    demo.open();
    expect(messages().some(({ quote }) => quote !== undefined)).toBe(true);
    expect(messages().some(({ marks }) => marks?.forwarded !== undefined)).toBe(true);
    const happened = new Set(events.map(({ type }) => type));
    for (const type of ['edited', 'deleted', 'voted'] as const) expect(happened).toContain(type);
    const sides = events.flatMap((event) => (event.type === 'reacted' ? [event.by] : []));
    expect(new Set(sides)).toEqual(new Set(['contact', 'us']));
  });

  test('arrives in the order of its times', async () => {
    const { demo, messages } = await shop();
    demo.open();
    const times = messages().map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});

describe('while it runs', () => {
  test('somebody writes of their own accord every 8 to 25 seconds', async () => {
    const { demo, clock, messages } = await shop();
    demo.start();
    const firsts: number[] = [];
    const start = clock.now();
    await clock.advance(3 * MINUTE);
    for (const [first] of byChat(messages()).values()) firsts.push(first?.at ?? 0);
    const gaps = firsts.map((at, index) => at - (firsts[index - 1] ?? start));
    // WhatsApp's times are whole seconds: a gap may look up to a second shorter or longer.
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(7_000);
    for (const gap of gaps) expect(gap).toBeLessThanOrEqual(26_000);
    expect(firsts.length).toBeGreaterThan(6);
    demo.stop();
    expect(clock.pending).toBe(0);
  });

  test('a customer reacts to an answer, after having read it', async () => {
    const { demo, clock, simulator, messages, events } = await shop();
    demo.open();
    demo.start();
    const [answer] = demo.answers;
    const to = answer!.address;
    const before = byChat(messages()).get(to)?.length ?? 0;
    const key = await simulator.newKey(to);
    await simulator.send({ key, to, content: { kind: 'text', text: answer!.text } });
    await clock.advance(MINUTE);
    const chat = byChat(messages()).get(to) ?? [];
    expect(chat.length).toBeGreaterThan(before + 1);
    expect(chat.at(-1)?.from).toBe('contact');
    const read = events.findIndex(
      (event) => event.type === 'acknowledged' && event.state === 'read',
    );
    const reaction = events.findIndex(
      (event) => event.type === 'message' && event.message.key === chat.at(-1)?.key,
    );
    expect(read).toBeGreaterThan(-1);
    expect(read).toBeLessThan(reaction);
  });

  test('an hour of it has every kind of message and no two conversations alike', async () => {
    const office = await shop();
    office.demo.open();
    office.demo.start();
    const answered = new Set<string>();
    for (let minute = 0; minute < 60; minute += 1) await answerEverybody(office, answered);
    const theirs = office.messages().filter(({ from }) => from === 'contact');
    const conversations = [...byChat(theirs).values()].map((chat) =>
      chat.map(({ content }) => words(content)).join('\n'),
    );
    expect(new Set(conversations).size).toBe(conversations.length);
    expect(conversations.length).toBeGreaterThan(demoScripts.length + 10);
    const kinds = new Set(theirs.map(({ content }) => content.kind));
    for (const kind of ['text', 'image', 'voice', 'document', 'location', 'contacts', 'call'])
      expect(kinds).toContain(kind);
    const texts = theirs.map(({ content }) => words(content));
    expect(texts.some((text) => text.length > 600)).toBe(true);
    expect(texts.some((text) => text.includes('https://'))).toBe(true);
    expect(texts.some((text) => /\p{Extended_Pictographic}/u.test(text))).toBe(true);
    expect(texts.some((text) => /\p{Script=Arabic}/u.test(text))).toBe(true);
    expect(texts.some((text) => /[{}#]/.test(text))).toBe(false);
  });

  test('within two minutes customers react, correct themselves, take something back and quote', async () => {
    for (const seed of [1, 2, 3]) {
      const office = await shop(seed);
      office.demo.open();
      const opening = office.events.length;
      office.demo.start();
      const answered = new Set<string>();
      for (let minute = 0; minute < 2; minute += 1) await answerEverybody(office, answered);
      const news = office.events.slice(opening);
      const happened = new Set(news.map(({ type }) => type));
      for (const type of ['reacted', 'edited', 'deleted'] as const) {
        expect(happened, `seed ${seed}`).toContain(type);
      }
      const quoted = news.flatMap((event) => {
        return event.type === 'message' && event.message.quote ? [event.message.quote.from] : [];
      });
      expect(quoted).toContain('us');
      office.demo.stop();
      expect(office.clock.pending).toBe(0);
    }
  });

  test('a customer who was asked by a poll votes for what is there to choose', async () => {
    const { demo, clock, simulator, events } = await shop();
    demo.open();
    demo.start();
    const to = demo.answers[0]!.address;
    const key = await simulator.newKey(to);
    const options = ['Monday', 'Tuesday', 'Friday'];
    const poll = { kind: 'poll', question: 'When?', options, allowsMany: false } as const;
    await simulator.send({ key, to, content: poll });
    await clock.advance(MINUTE);
    const votes = events.flatMap((event) =>
      event.type === 'voted' && event.key === key ? [event] : [],
    );
    expect(votes).toHaveLength(1);
    expect(votes[0]?.options).toHaveLength(1);
    expect(options).toContain(votes[0]?.options[0]);
  });

  test('an edit leaves the words as they were meant', async () => {
    const office = await shop();
    office.demo.open();
    office.events.length = 0;
    office.demo.start();
    const answered = new Set<string>();
    for (let minute = 0; minute < 5; minute += 1) await answerEverybody(office, answered);
    const edits = office.events.flatMap((event) => (event.type === 'edited' ? [event] : []));
    expect(edits.length).toBeGreaterThan(0);
    for (const { key, text } of edits) {
      const before = office.messages().find((message) => message.key === key);
      const sorted = (words: string) => Array.from(words).sort().join('');
      expect(words(before!.content)).not.toBe(text);
      expect(sorted(words(before!.content))).toBe(sorted(text));
    }
  });

  test('nobody new comes while too many wait', async () => {
    const { demo, clock, messages } = await shop();
    demo.open();
    demo.start();
    await clock.advance(120 * MINUTE);
    expect(byChat(messages()).size).toBeLessThan(45);
  });

  test('the same seed makes the same day', async () => {
    const day = async () => {
      const { demo, clock, messages } = await shop();
      demo.open();
      demo.start();
      await clock.advance(10 * MINUTE);
      return messages();
    };
    expect(await day()).toEqual(await day());
  });
});

describe('its files', () => {
  test('are what their types say', async () => {
    const { demo, simulator, messages } = await shop();
    demo.open();
    const begins: Record<string, string> = {
      'image/png': '\x89PNG',
      'audio/wav': 'RIFF',
      'application/pdf': '%PDF-',
    };
    const files = messages().filter(({ content }) => 'media' in content);
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const { key } of files) {
      const media = await simulator.fetchMedia(key);
      const { mime } = media;
      expect((await wholeFile(media)).toString('latin1')).toMatch(
        new RegExp(`^${begins[mime] ?? '!'}`),
      );
    }
  });
});

test('the agents can sign in with what is printed for them', () => {
  const agents = createDemoAgents();
  expect(agents.map(({ name, role }) => [name, role])).toEqual([
    ['Ana', 'admin'],
    ['Ben', 'agent'],
    ['Carla', 'agent'],
  ]);
  for (const { name, password } of agents) {
    expect(agentNameSchema.parse(name)).toBe(name);
    expect(passwordSchema.parse(password)).toBe(password);
  }
  expect(createDemoAgents()).not.toEqual(agents);
});
