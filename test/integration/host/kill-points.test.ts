import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { project } from '#main/core/journal/project.ts';
import { integrityProblems } from '#main/store/integrity.ts';
import { openStore } from '#main/store/open-store.ts';
import { NO_COVER } from '#shared/domain/bot/cover.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Seq, WaAddress } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import { aFlow, message } from '#test/doubles/bot/flows.ts';
import { silentLog } from '#test/doubles/log.ts';
import { dumpState } from '#test/doubles/store/dump-state.ts';
import { temporaryFolder } from '#test/doubles/store/temporary-store.ts';
import { found } from '#test/faults/agent-client.ts';
import { OfficeToKill } from '#test/faults/kill/office-to-kill.ts';

const GREETING = 'Somebody will answer you soon.';
const LEAST_STEPS = 40;
/** Where a reply may be when nothing is under way any more. */
const ENDED = new Set(['sent', 'delivered', 'read', 'played', 'refused', 'unconfirmed']);
const OUT = new Set(['sent', 'delivered', 'read', 'played']);

let office: OfficeToKill;
let rounds = 0;

beforeAll(async () => {
  office = await OfficeToKill.open();
  await greetCustomers();
});
afterAll(() => office.close());

/** The chatbot answers each first message: no death of the host's makes two answers of it. */
async function greetCustomers(): Promise<void> {
  const flow = aFlow([message('hello', GREETING), { kind: 'end', id: 'end' }]);
  const { agent } = office;
  const saved = await agent.command('bot.save', { flowId: null, baseVersion: 0, flow });
  if (!saved.ok) throw new Error(saved.message);
  const open = { isOn: true, flowId: saved.value.saved.id };
  const on = await agent.command('bot.cover', { cover: { ...NO_COVER, open } });
  if (!on.ok) throw new Error(on.message);
}

interface Round {
  readonly question: string;
  readonly answer: string;
  readonly address: WaAddress;
}

/** A new customer writes, sends a picture and is answered; WhatsApp says again that it is ready. */
function beginRound(): Round {
  rounds += 1;
  const address = `49151${String(rounds).padStart(6, '0')}@c.us` as WaAddress;
  const round = { question: `Question ${rounds}`, answer: `Answer ${rounds}`, address };
  office.whatsapp.customerWrites(address, round.question);
  office.whatsapp.customerWrites(address, office.picture(`picture ${rounds}`));
  office.whatsapp.readyAgain();
  void answer(round);
  return round;
}

const isText = ({ content }: Message, text: string) =>
  content.kind === 'text' && content.text === text;

const of = ({ address }: Round): Conversation | undefined =>
  [...office.agent.replica.conversations.values()].find(
    ({ contact }) => contact.address === address,
  );

const timeline = (round: Round): readonly Message[] => {
  const conversation = of(round);
  return (conversation && office.agent.replica.timeline(conversation.id)?.messages) ?? [];
};

/** The agent answers when both messages are on the screen. */
async function answer(round: Round): Promise<void> {
  const { agent } = office;
  const conversation = await found(agent, () => of(round));
  await agent.openTimeline(conversation.id);
  await found(agent, () => timeline(round).find(({ content }) => content.kind === 'image'));
  agent.reply(conversation.id, { kind: 'text', text: round.answer });
}

/** Everything of the round has come to its end, on the agent's screen. */
function ended(round: Round): Promise<true> {
  return found(office.agent, () => {
    const messages = timeline(round);
    const picture = messages.find(({ content }) => content.kind === 'image')?.content;
    const isPictureThere = picture?.kind === 'image' && picture.media.state === 'ready';
    const reply = messages.find((message) => isText(message, round.answer));
    const greeting = messages.find(({ author }) => author.type === 'bot');
    const isReplyOver = reply !== undefined && ENDED.has(reply.state);
    const isGreetingOver = greeting !== undefined && ENDED.has(greeting.state);
    const isOnline = office.agent.status.name === 'online';
    return isOnline && isPictureThere && isReplyOver && isGreetingOver ? true : null;
  });
}

/** What the screen has been told is on disk; the journal replayed is the state (I5, I7). */
async function inspectTheDead(): Promise<void> {
  const { directory, agent } = office;
  const told = [...agent.replica.conversations.keys()].flatMap(
    (id) => agent.replica.timeline(id)?.messages ?? [],
  );
  const store = openStore({ directory, log: silentLog });
  const gone = told.filter(({ id }) => store.read.messages.get(id) === null);
  expect(gone).toEqual([]);
  const entries = store.read.journal.after(0 as Seq, 1_000_000);
  const copyFolder = temporaryFolder();
  const copy = openStore({ directory: copyFolder, log: silentLog });
  await copy.write((tx) => entries.forEach((entry) => project(tx, entry)));
  await copy.close();
  await store.close();
  expect(dumpState(directory)).toEqual(dumpState(copyFolder));
  expect(integrityProblems(join(directory, 'deskline.db'))).toEqual([]);
}

const bounded = (ms: number): Promise<false> =>
  new Promise((resolve) => setTimeout(() => resolve(false), ms));

const isGreeting = (content: { readonly kind: string }) =>
  content.kind === 'text' && 'text' in content && content.text === GREETING;

function expectOnce(round: Round, step: string): void {
  const messages = timeline(round);
  const once = messages.filter((message) => isText(message, round.question)).length;
  const replies = messages.filter((message) => isText(message, round.answer));
  const out = office.whatsapp.sent.filter(
    ({ content }) => content.kind === 'text' && content.text === round.answer,
  ).length;
  const pictures = messages.filter(({ content }) => content.kind === 'image').length;
  const isOut = replies.some(({ state }) => OUT.has(state));
  const greetings = messages.filter(({ author }) => author.type === 'bot').length;
  const greeted = office.whatsapp.sent.filter(
    ({ to, content }) => to === round.address && isGreeting(content),
  ).length;
  const isOnce = { once, pictures, replies: replies.length, greetings };
  expect({ step, ...isOnce, sentTwice: out > 1 || greeted > 1 }).toEqual({
    step,
    once: 1,
    pictures: 1,
    replies: 1,
    greetings: 1,
    sentTwice: false,
  });
  if (isOut) expect({ step, out }).toEqual({ step, out: 1 });
  if (out === 1) expect({ step, isOut }).toEqual({ step, isOut: true });
}

test('killed with -9 at every step of receiving and sending, nothing is lost and nothing doubled', async () => {
  await office.arm(null);
  const first = beginRound();
  await ended(first);
  expectOnce(first, 'not killed');
  const steps = [...new Set(office.passed)];
  const killedAt = new Set<string>();

  for (const step of steps) {
    await office.arm(step);
    const round = beginRound();
    // Catch-up and acknowledgements may go on after the round has ended.
    const isKilled = await Promise.race([
      office.died().then(() => true),
      ended(round).then(() => bounded(2_000)),
    ]);
    if (!isKilled) continue;
    killedAt.add(step);
    await inspectTheDead();
    await office.start();
    await ended(round);
    expectOnce(round, step);
  }
  // Which acknowledgements come as steps of their own depends on how they share commits.
  const missed = steps.filter((step) => !killedAt.has(step));
  expect(missed.filter((step) => !/state-changed|update message/.test(step))).toEqual([]);
  expect(killedAt.size).toBeGreaterThan(LEAST_STEPS);
}, 600_000);
