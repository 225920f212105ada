import { expect, test } from 'vitest';
import { routingSentence } from '#renderer/screens/settings/routing-sentence.ts';
import { settingsFrom } from '#shared/domain/settings.ts';
import type { SettingName, SettingValue } from '#shared/domain/settings.ts';

const sentence = (...chosen: [SettingName, SettingValue][]) =>
  routingSentence(settingsFrom(chosen));

test('a standing queue is one short sentence', () => {
  expect(sentence()).toBe('A new chat waits until somebody takes it.');
});

test('what the settings come to is said in the order in which it happens', () => {
  const said = sentence(
    ['routing.lastOwnerDays', 7],
    ['routing.mode', 'least-busy'],
    ['routing.capacity', 5],
    ['routing.includesAdmins', false],
    ['routing.withoutSkill', 'anybody-later'],
    ['routing.skillMinutes', 12],
    ['ownership.answerWithinMinutes', 20],
  );
  const inOrder = [
    'who answered last, if that was within 7 days',
    'else goes to the person online with the fewest open chats',
    'at most 5 open chats each',
    'no supervisors or admins',
    'else it waits until somebody takes it',
    'With a tag that is somebody’s skill',
    'within 12 minutes, to anybody',
    'while the office is closed',
    'Without an answer for 20 minutes',
    'the owner is told 3 minutes before',
  ];
  const places = inOrder.map((part) => said.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('each way to go on without somebody who knows the topic has its words', () => {
  const all = (['anybody', 'anybody-later', 'wait'] as const).map((how) =>
    sentence(['routing.mode', 'round-robin'], ['routing.withoutSkill', how]),
  );
  expect(new Set(all).size).toBe(3);
});

test('a reminder is never said to come before the wait begins', () => {
  const said = sentence(['ownership.answerWithinMinutes', 2], ['ownership.answerWarnMinutes', 30]);
  expect(said).toContain('told 2 minutes before');
});
