import { expect, test } from 'vitest';
import {
  UnknownPage,
  UnreachablePage,
  closingFact,
  diagnose,
  disconnectFact,
} from '#main/gateway/whatsapp/session/diagnosis.ts';

test.each([
  [new Error('net::ERR_INTERNET_DISCONNECTED at https://web.whatsapp.com/'), 'no-network'],
  [new UnreachablePage('x'), 'no-network'],
  ['auth timeout', 'start-too-slow'],
  [new Error('Runtime.callFunctionOn timed out.'), 'start-too-slow'],
  [new Error('The browser is already running for /x'), 'profile-in-use'],
  [new Error('Requiring unknown module "WAWebCmd"'), 'unknown-page'],
  [new UnknownPage('x'), 'unknown-page'],
  [new Error('detached Frame\n    at x'), 'page-failed'],
])('the error %s means %s', (error, word) => {
  expect(Object.values(diagnose(error, true))).toContain(word);
});

test('what happens before there is a browser is about the browser', () => {
  expect(diagnose(new Error('Target closed\n  at x'), false)).toEqual({
    type: 'lost',
    trouble: 'browser-failed',
    detail: 'Target closed',
  });
});

test.each(['LOGOUT', 'UNPAIRED', 'UNPAIRED_IDLE'])('%s means unlinked on the phone', (state) => {
  expect(disconnectFact(state)).toEqual({ type: 'logged-out' });
});

test.each([
  ['DEPRECATED_VERSION', { type: 'changed', reason: 'outdated' }],
  ['TOS_BLOCK', { type: 'blocked', by: 'whatsapp' }],
  ['SMB_TOS_BLOCK', { type: 'blocked', by: 'whatsapp' }],
  ['PROXYBLOCK', { type: 'blocked', by: 'proxy' }],
])('%s is told as it is, whoever hears of it first', (state, fact) => {
  expect(disconnectFact(state)).toMatchObject(fact);
  expect(closingFact(state)).toMatchObject(fact);
});

test('a word that nobody knows ends the session and nothing else', () => {
  expect(closingFact('NEW_WORD')).toBeNull();
  expect(disconnectFact('NEW_WORD')).toEqual({
    type: 'lost',
    trouble: 'session-closed',
    detail: 'NEW_WORD',
  });
});
