import { afterEach, beforeEach, expect, test } from 'vitest';
import { GatewayError } from '#main/core/ports/gateway.ts';
import { aFlow, handover, message } from '#test/doubles/bot/flows.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';
import { openSurveyOffice, QUESTION, surveyTexts } from '#test/doubles/core/survey-office.ts';
import type { SurveyOffice } from '#test/doubles/core/survey-office.ts';

let it: SurveyOffice;

beforeEach(async () => {
  it = await openSurveyOffice();
});
afterEach(() => it.bots.office.remove());

test('nobody is asked in a new office', async () => {
  await it.set('survey.ask', 'never');
  await it.asked();
  expect(it.said()).toEqual([]);
});

test('after a close by a person the customer is asked, as the chatbot, once it cannot be undone', async () => {
  await it.episode();
  expect(it.said()).toEqual([]);
  await it.undoTimeIsOver();
  expect(it.said()).toEqual([QUESTION]);
  expect(it.bots.office.gateway.handedOver.at(-1)).toMatchObject({ content: { text: QUESTION } });
  expect(it.bots.chat()).toMatchObject({ state: 'closed', unread: 0, waitingSince: null });
});

test('a close that is taken back asks nothing', async () => {
  await it.episode();
  const { id: conversationId, epoch } = it.bots.chat();
  const undo = it.bots.office.core.handlers['conversation.undo'];
  expect(await undo({ conversationId, epoch }, it.bots.ana)).toMatchObject({ ok: true });
  await it.undoTimeIsOver();
  expect(it.said()).toEqual([]);
  expect(it.dropped()).toEqual([]);
});

test('with an outcome only, where the office wants that', async () => {
  await it.set('survey.ask', 'with-outcome');
  await it.asked(1);
  expect(it.said(1)).toEqual([]);
  const outcome = { id: null, name: 'Sold', isWon: true, isRetired: false };
  const saved = await it.bots.office.core.handlers['outcome.save']({ outcome }, it.bots.ana);
  if (!saved.ok) throw new Error(saved.message);
  await it.episode(2, saved.value.outcome.id);
  await it.undoTimeIsOver();
  expect(it.said(2)).toEqual([QUESTION]);
});

test('whom nobody has answered is asked only where the office wants that', async () => {
  const leaveUnanswered = async (customer: number) => {
    await it.bots.writes('Hello', customer);
    await it.bots.claim(it.bots.ana, customer);
    await it.closes(customer);
    await it.undoTimeIsOver();
  };
  await leaveUnanswered(1);
  expect(it.said(1)).toEqual([]);
  await it.set('survey.onlyAnswered', false);
  await leaveUnanswered(2);
  expect(it.said(2)).toEqual([QUESTION]);
});

test('not who has said nothing in this episode', async () => {
  await it.asked();
  await it.answers();
  await it.closes();
  await it.undoTimeIsOver();
  expect(it.said()).toEqual([QUESTION]);
});

test('not more often than the office wants, for each customer', async () => {
  await it.set('survey.everyDays', 30);
  await it.asked(1);
  await it.bots.minutes(29 * 24 * 60);
  await it.asked(1);
  await it.asked(2);
  expect(it.said(1)).toEqual([QUESTION]);
  expect(it.said(2)).toEqual([QUESTION]);
  await it.bots.minutes(24 * 60);
  await it.asked(1);
  expect(it.said(1)).toEqual([QUESTION, QUESTION]);
});

test('not after silence, nor after a close by a rule', async () => {
  await it.set('ownership.closeAfterDays', 1);
  await it.bots.writes('Hello');
  await it.answers();
  await it.bots.minutes(26 * 60);
  expect(it.bots.chat().state).toBe('closed');
  expect(it.said()).toEqual([]);
});

test('in the language of the number, or in the one chosen with the chatbot', async () => {
  const inSpanish = {
    languages: [
      { code: 'en', prefixes: [] },
      { code: 'es', prefixes: [] },
    ],
  };
  const ask = { kind: 'language', id: 'ask', text: { en: 'Which?' }, timeout: null, next: null };
  const flow = aFlow([ask as never, message('hi', 'Hi'), handover('end')], inSpanish);
  await it.bots.covers('open', flow);
  await it.bots.writes('Hello');
  await it.bots.writes('2');
  expect(it.bots.facts('contact.language-chosen')).toMatchObject([{ language: 'es' }]);
  await it.answers();
  await it.closes();
  await it.undoTimeIsOver();
  expect(it.said().at(-1)).toBe(surveyTexts.question['es']);
});

test('not blocked ones, also when they are blocked before it leaves', async () => {
  await it.episode();
  const { id: conversationId } = it.bots.chat();
  const block = it.bots.office.core.handlers['contact.block'];
  await block({ conversationId, isBlocked: true }, it.bots.ana);
  await it.undoTimeIsOver();
  expect(it.said()).toEqual([]);
  expect(it.dropped()).toEqual(['blocked']);
});

test('not who writes again before it leaves', async () => {
  await it.episode();
  await it.bots.writes('One more thing');
  await it.undoTimeIsOver();
  expect(it.said()).toEqual([]);
  expect(it.bots.chat().state).toBe('waiting');
});

test('while WhatsApp is away it waits, and is dropped with a reason when that takes too long', async () => {
  await it.episode(1);
  it.bots.office.gateway.disconnect();
  await it.undoTimeIsOver();
  await it.bots.minutes(5);
  expect(it.said(1)).toEqual([]);
  it.bots.office.gateway.connect();
  await it.bots.minutes(1);
  expect(it.said(1)).toEqual([QUESTION]);

  await it.episode(2);
  it.bots.office.gateway.disconnect();
  await it.undoTimeIsOver();
  await it.bots.minutes(16);
  it.bots.office.gateway.connect();
  await it.bots.minutes(1);
  expect(it.said(2)).toEqual([]);
  expect(it.dropped()).toEqual(['late']);
});

test('a question that waits for WhatsApp is not asked when the customer turns out to have written', async () => {
  const { gateway } = it.bots.office;
  await it.episode();
  // The connection ends between the question's being written and its leaving.
  gateway.newKey = () => Promise.reject(new GatewayError('not-connected', 'gone'));
  await it.undoTimeIsOver();
  expect(it.said()).toEqual([QUESTION]);
  await it.bots.writes('One more thing');
  expect(it.said()).toEqual([]);
  expect(it.dropped()).toEqual(['went-on']);
});

test('a host that was off for too long asks nobody any more, and one that comes back soon does', async () => {
  await it.episode(1);
  await it.bots.reopen({ offMinutes: 2 });
  expect(it.said(1)).toEqual([QUESTION]);
  await it.episode(2);
  await it.bots.reopen({ offMinutes: 30 });
  expect(it.said(2)).toEqual([]);
  expect(it.dropped()).toEqual(['late']);
});

test('what WhatsApp refuses was not asked', async () => {
  await it.episode();
  const failure = { code: 'rejected', detail: '' } as const;
  it.bots.office.gateway.sendAnswer = () => Promise.resolve({ outcome: 'refused', failure });
  await it.undoTimeIsOver();
  expect(it.dropped()).toEqual(['not-sent']);
});

test('whoever saw older texts does not write over newer ones', async () => {
  const save = it.bots.office.core.handlers['survey.save-texts'];
  const texts = { ...surveyTexts, thanks: {} };
  expect(await save({ texts, before: surveyTexts }, it.bots.ana)).toMatchObject({ ok: true });
  // Said twice, as the answer was lost.
  expect(await save({ texts, before: surveyTexts }, it.bots.ana)).toMatchObject({ ok: true });
  const other = { ...surveyTexts, thanks: { en: 'Thanks' } };
  const reply = await save({ texts: surveyTexts, before: other }, it.bots.ana);
  expect(reply).toMatchObject({ ok: false, code: 'changed' });
  expect(await save({ texts, before: surveyTexts }, it.bots.ben)).toMatchObject({
    ok: false,
    code: 'forbidden',
  });
});

test('a question that could not leave waits for the catch-up, which finds that they wrote again', async () => {
  const { gateway, clock } = it.bots.office;
  await it.episode();
  const newKey = gateway.newKey.bind(gateway);
  gateway.newKey = () => Promise.reject(new GatewayError('not-connected', 'gone'));
  await it.undoTimeIsOver();
  gateway.disconnect();
  const { address, addresses } = it.bots.chat().contact;
  const at = Math.floor(clock.now() / 1_000) * 1_000 + 1_000;
  const message = incoming('One more thing', { contact: { address, addresses }, at });
  gateway.histories.set(address, [message]);
  gateway.chatList = [{ address, lastMessageAt: at, lastKey: message.key, unread: 1 }];
  gateway.newKey = newKey;
  const before = gateway.handedOver.length;
  gateway.connect();
  await it.bots.minutes(1);
  expect(it.bots.chat()).toMatchObject({ state: 'waiting', unread: 1 });
  expect(gateway.handedOver).toHaveLength(before);
  expect(it.dropped()).toEqual(['went-on']);
});
