import { afterEach, beforeEach, expect, test } from 'vitest';
import { readyMadeFlow } from '#shared/domain/bot/ready-made/index.ts';
import { openSurveyOffice, QUESTION, THANKS } from '#test/doubles/core/survey-office.ts';
import type { SurveyOffice } from '#test/doubles/core/survey-office.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';

let it: SurveyOffice;

beforeEach(async () => {
  it = await openSurveyOffice();
});
afterEach(() => it.bots.office.remove());

const chat = () => it.bots.chat();

test('a number reopens nothing, makes nobody wait, is of the episode and is thanked for', async () => {
  await it.asked();
  const before = chat();
  const ticks = it.bots.office.gateway.seen.length;
  await it.bots.writes('4');
  expect(chat()).toMatchObject({ state: 'closed', unread: 0, waitingSince: null, ownerId: null });
  expect(chat().episode).toBe(before.episode);
  const [asked] = it.bots.facts('survey.asked');
  expect(it.bots.facts('survey.answered')).toMatchObject([
    { score: 4, before: null, episodeId: asked?.episodeId },
  ]);
  expect(it.said()).toEqual([QUESTION, THANKS]);
  expect(it.bots.office.gateway.seen).toHaveLength(ticks);
});

test('neither chatbot nor rules nor routing hear of it', async () => {
  await it.bots.covers('closed', readyMadeFlow('lead', 'en'));
  await it.asked();
  await it.bots.minutes(9 * 60);
  await it.bots.writes('⭐⭐⭐');
  expect(it.scores()).toEqual([3]);
  expect(it.bots.facts('bot.began')).toEqual([]);
});

test('a second number corrects the first one, and is not thanked for again', async () => {
  await it.asked();
  await it.bots.writes('1');
  await it.bots.writes('5');
  expect(it.bots.facts('survey.answered')).toMatchObject([
    { score: 1, before: null },
    { score: 5, before: 1 },
  ]);
  expect(it.said()).toEqual([QUESTION, THANKS]);
  expect(chat().state).toBe('closed');
});

test('a number that is edited is corrected', async () => {
  await it.asked();
  await it.bots.writes('1');
  const answer = it.bots.office
    .messages(chat())
    .findLast(({ author }) => author.type === 'contact');
  const at = it.bots.office.clock.now();
  it.bots.office.gateway.emit({ type: 'edited', key: answer!.waKey!, text: '4', at });
  await it.bots.settled();
  expect(it.scores()).toEqual([1, 4]);
});

test('anything else is a message like all others, also beside a number', async () => {
  await it.asked();
  await it.bots.writes('5, thank you');
  expect(it.scores()).toEqual([]);
  expect(chat()).toMatchObject({ state: 'waiting', unread: 1 });
});

test('after another message a number is one no more', async () => {
  await it.asked();
  await it.bots.writes('When do you open?');
  await it.bots.writes('5');
  expect(it.scores()).toEqual([]);
  expect(chat().unread).toBe(2);
});

test('too late, a number is a message', async () => {
  await it.set('survey.answerHours', 2);
  await it.asked();
  await it.bots.minutes(119);
  await it.bots.writes('5');
  await it.bots.minutes(2);
  await it.bots.writes('4');
  expect(it.scores()).toEqual([5]);
  expect(chat().state).toBe('waiting');
});

test('a number that was written in time counts, though it is found after an absence', async () => {
  await it.set('survey.answerHours', 2);
  await it.asked();
  await it.bots.minutes(180);
  await it.bots.writes('5', 1, 100 * 60_000);
  expect(it.scores()).toEqual([5]);
  // Hours later nobody is thanked.
  expect(it.said()).toEqual([QUESTION]);
});

test('once somebody has written on the phone the question is not the last thing asked', async () => {
  await it.asked();
  await it.bots.phoneWrites('How many rooms?');
  await it.bots.writes('5');
  expect(it.scores()).toEqual([]);
  expect(chat().state).toBe('waiting');
});

test('once somebody has answered again, neither', async () => {
  await it.asked();
  await it.answers();
  await it.closes();
  await it.bots.writes('5');
  expect(it.scores()).toEqual([]);
});

test('whoever goes on with the chat afterwards is not held back by the number', async () => {
  await it.asked();
  await it.bots.writes('5');
  await it.answers();
  expect(chat()).toMatchObject({ state: 'open', ownerId: it.bots.ana.id });
  await it.closes();
  expect(chat().state).toBe('closed');
});

test('a number before the question has left is a message', async () => {
  await it.episode();
  await it.bots.writes('5');
  expect(it.scores()).toEqual([]);
  expect(chat().state).toBe('waiting');
});

test('a number that quotes something else answers that', async () => {
  await it.asked();
  const [theirs] = it.bots.office
    .messages(chat())
    .filter(({ author }) => author.type === 'contact');
  const { address, addresses } = chat().contact;
  const quote = { key: theirs!.waKey!, from: 'contact', content: theirs!.content } as const;
  const at = Math.floor(it.bots.office.clock.now() / 1_000) * 1_000 + 1_000;
  const message = incoming('5', { contact: { address, addresses }, at, quote });
  it.bots.office.gateway.emit({ type: 'message', message });
  await it.bots.settled();
  expect(it.scores()).toEqual([]);
  expect(chat().state).toBe('waiting');
});

test('the next episode asks anew, and its number is its own', async () => {
  await it.asked();
  await it.bots.writes('2');
  await it.asked();
  await it.bots.writes('5');
  const episodes = it.bots.facts('survey.answered').map(({ episodeId }) => episodeId);
  expect(new Set(episodes).size).toBe(2);
  expect(it.scores()).toEqual([2, 5]);
});

test('nobody is thanked where there is no text for it', async () => {
  const { labels } = it.bots.office.store.read;
  const before = labels.get().surveyTexts;
  const save = it.bots.office.core.handlers['survey.save-texts'];
  await save({ texts: { ...before, thanks: {} }, before }, it.bots.ana);
  await it.asked();
  await it.bots.writes('5');
  expect(it.scores()).toEqual([5]);
  expect(it.said()).toEqual([QUESTION]);
});

test('the same number found again is the same answer', async () => {
  await it.asked();
  const { address, addresses } = chat().contact;
  const at = Math.floor(it.bots.office.clock.now() / 1_000) * 1_000 + 1_000;
  const message = incoming('5', { contact: { address, addresses }, at });
  it.bots.office.gateway.emit({ type: 'message', message });
  it.bots.office.gateway.emit({ type: 'message', message });
  await it.bots.settled();
  expect(it.scores()).toEqual([5]);
});
