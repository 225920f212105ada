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
