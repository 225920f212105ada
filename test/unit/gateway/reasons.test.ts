import { expect, test } from 'vitest';
import { disconnectReason, reasonOf } from '#main/gateway/whatsapp/reasons.ts';

test.each([
  [new Error('net::ERR_INTERNET_DISCONNECTED at https://web.whatsapp.com/'), /cannot be reached/],
  ['auth timeout', /did not answer in time/],
  [new Error('Runtime.callFunctionOn timed out.'), /did not answer in time/],
  [new Error('The browser is already running for /x'), /Another browser holds the profile/],
  [new Error('the page crashed\n    at x'), /^WhatsApp Web stopped working: the page crashed$/],
])('the error %s is told as %s', (error, sentence) => {
  expect(reasonOf(error, true)).toMatch(sentence);
});

test('what happens before there is a browser is about the browser', () => {
  expect(reasonOf(new Error('Target closed'), false)).toBe(
    'The browser could not be started: Target closed',
  );
});

test.each(['LOGOUT', 'UNPAIRED', 'UNPAIRED_IDLE'])('%s means unlinked on the phone', (state) => {
  expect(disconnectReason(state)).toMatchObject({ isLogout: true });
});

test.each(['DEPRECATED_VERSION', 'TOS_BLOCK', 'PROXYBLOCK', 'NEW_WORD'])(
  '%s is no reason to forget the link',
  (state) => {
    expect(disconnectReason(state).isLogout).toBe(false);
  },
);
