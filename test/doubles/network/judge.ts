import { expect } from 'vitest';
import { pause } from '#test/faults/office/until.ts';
import { expectCounts, expectRole, expectSame } from '../interleavings/expect-shown.ts';
import { NaiveModel } from '../interleavings/naive-model.ts';
import { AGENTS } from '../interleavings/steps.ts';
import { expectOneWinner, expectReplay } from '../interleavings/what-came-of-it.ts';
import type { LanOffice } from './lan-office.ts';
import type { ScreenOnNetwork } from './screen-on-network.ts';
import { everythingIn, lookInto } from './stored.ts';
import type { Stored } from './stored.ts';

export type Report = ReturnType<ScreenOnNetwork['report']>;

/** Longer than a host that was killed looks for what it may have handed over. */
const CALM_WITHIN_MS = 60_000;
const OUT = new Set(['sent', 'delivered', 'read', 'played']);

/** All connected, everything on its way has arrived, and what was held back is given back. */
export async function settle(office: LanOffice): Promise<void> {
  await office.recover();
  const end = performance.now() + CALM_WITHIN_MS;
  for (;;) {
    const calm = await Promise.all(office.desks.map((desk) => desk.do('isCalm')));
    const held = await Promise.all(office.desks.map((desk) => desk.do('dropHeld')));
    const { underWay } = lookInto(office.directory);
    const isOver = calm.every(Boolean) && held.every((count) => count === 0) && underWay === 0;
    if (isOver) return;
    const left = JSON.stringify({ calm, held, underWay });
    if (performance.now() > end) throw new Error(`Something never came to an end: ${left}`);
    await pause(50);
  }
}

/** I6 and I8: every screen shows what one shows that comes new. */
export async function expectSameScreens(office: LanOffice): Promise<void> {
  // Time goes on meanwhile: until all were asked at the same position of the journal.
  for (;;) {
    const before = lookInto(office.directory).seq;
    const known = await Promise.all(office.desks.map((desk) => desk.do('shown')));
    const newcomers = office.desks.slice(0, AGENTS);
    const fresh = await Promise.all(newcomers.map((desk) => desk.do('shownToNewcomer')));
    const isOneMoment = [...known, ...fresh].every(({ seq }) => seq === before);
    if (!isOneMoment) continue;
    for (const [desk, { shown }] of known.entries()) {
      const whole = fresh[desk % AGENTS]?.shown;
      if (whole) expectSame(shown, whole);
    }
    for (const { shown, heard } of fresh) {
      expectCounts(shown);
      const me = shown.agents.find(([id]) => id === shown.me)?.[1];
      expect(me).toBeDefined();
      if (me) expectRole(me, heard);
    }
    return;
  }
}

/** What is on disk, and what WhatsApp was handed, once the office has ended. */
export async function expectInvariants(
  office: LanOffice,
  reports: readonly Report[],
): Promise<void> {
  const stored = await everythingIn(office.directory);
  expectRules(stored, reports);
  expectOneWinner(reports.flatMap(({ answers }) => answers));
  expectDeliveries(stored, office, reports);
  expectNothingGone(stored, office, reports);
  for (const { agent, heard } of reports) expectRole(agent, heard);
  await expectReplay(office.directory, stored.entries);
}

/** I1 and I2, by every fact. */
function expectRules({ agents, entries, conversations }: Stored, reports: readonly Report[]): void {
  const model = new NaiveModel(agents);
  for (const { agent, asked } of reports) for (const text of asked) model.asked(agent, text);
  model.follow({ entries, conversations });
  expect(model.complaints).toEqual([]);
}

/** I4: handed over once, to whom it was for, and only what the host had taken from an owner. */
function expectDeliveries(
  stored: Stored,
  { outside }: LanOffice,
  reports: readonly Report[],
): void {
  const taken = new Set(outside.taken.map(({ text }) => text));
  const handedOver = outside.handedOver.map(({ text }) => text);
  expect(handedOver).toEqual([...new Set(handedOver)]);
  for (const text of reports.flatMap(({ notes }) => notes)) {
    expect(handedOver.filter((each) => each.includes(text))).toEqual([]);
  }
  const replies = new Map(
    stored.messages.flatMap((message) =>
      message.author.type === 'agent' && message.content.kind === 'text'
        ? [[message.content.text, message] as const]
        : [],
    ),
  );
  for (const { text, to } of outside.handedOver) {
    const of = replies.get(text)?.conversationId;
    const conversation = stored.conversations.find(({ id }) => id === of);
    expect([text, conversation?.contact.address]).toEqual([text, to]);
  }
  for (const [text, { state }] of replies) {
    if (OUT.has(state)) expect([text, taken.has(text)]).toEqual([text, true]);
    expect(['queued', 'sending']).not.toContain(state);
    // Nobody doubts but who does not know.
    if (!handedOver.includes(text)) expect([text, state]).toEqual([text, 'unconfirmed']);
  }
}

/** I3 and I5. */
function expectNothingGone(
  stored: Stored,
  { outside }: LanOffice,
  reports: readonly Report[],
): void {
  const keys = stored.messages.map(({ waKey }) => waKey);
  for (const { key } of outside.said) {
    expect([key, keys.filter((each) => each === key).length]).toEqual([key, 1]);
  }
  const ids = new Set(stored.messages.map(({ id }) => id));
  const epochs = new Set(
    stored.entries.flatMap(({ fact }) =>
      'conversationId' in fact && 'epoch' in fact ? [`${fact.conversationId} ${fact.epoch}`] : [],
    ),
  );
  const answers = reports.flatMap((report) => report.answers);
  for (const { reply } of answers) {
    if (!reply.ok) continue;
    const { message, conversation } = reply.value as {
      message?: { id: number };
      conversation?: { id: number; epoch: number };
    };
    if (message) expect([...ids]).toContain(message.id);
    if (conversation && conversation.epoch > 0) {
      expect([...epochs]).toContain(`${conversation.id} ${conversation.epoch}`);
    }
  }
  expectWritten(stored, reports);
}

/** What somebody wrote is in the store, or they have it back; not both. */
function expectWritten({ messages }: Stored, reports: readonly Report[]): void {
  const texts = messages.flatMap(({ content }) => (content.kind === 'text' ? [content.text] : []));
  expect(texts).toEqual([...new Set(texts)]);
  const isStored = new Set(texts);
  for (const { written, dropped, answers } of reports) {
    const givenBack = new Set(
      dropped.flatMap(({ body }) => (body.kind === 'text' ? [body.text] : [])),
    );
    const asked = new Set(
      answers.flatMap(({ name, params }) =>
        name === 'reply.send' ? [(params as { body: { text: string } }).body.text] : [],
      ),
    );
    for (const text of written) {
      const places = [isStored.has(text), givenBack.has(text)].filter(Boolean).length;
      // One that was asked by hand is in its answer alone when it was refused.
      const isAsked = places === 0 && asked.has(text);
      expect([text, isAsked ? 1 : places]).toEqual([text, 1]);
    }
  }
}
