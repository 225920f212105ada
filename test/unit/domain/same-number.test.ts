import { describe, expect, test } from 'vitest';
import { formatPhone } from '#shared/domain/phone-format.ts';
import { dialledToday, waysToWrite } from '#shared/domain/same-number.ts';

describe('one line under several numbers', () => {
  test.each([
    ['+553187654321', '+5531987654321'],
    ['+551166654321', '+5511966654321'],
  ])('a Brazilian mobile is one with and without its ninth digit: %s', (short, long) => {
    expect(waysToWrite(short)).toEqual([long, short]);
    expect(waysToWrite(long)).toEqual([long, short]);
    expect(dialledToday(short)).toBe(long);
  });

  test.each([
    ['a landline', '+551138765432'],
    ['a mobile whose old form would be a landline', '+5511938765432'],
    ['a trunked line that kept eight digits', '+551178765432'],
    ['an area code that does not exist', '+5520987654321'],
    ['a number that is too short', '+5511'],
    ['another country', '+4915112345678'],
  ])('%s is only itself', (_what, phone) => {
    expect(waysToWrite(phone)).toEqual([phone]);
  });

  test('Mexico is dialled without the 1 that WhatsApp writes', () => {
    expect(waysToWrite('+5215512345678')).toEqual(['+525512345678', '+5215512345678']);
    expect(dialledToday('+525512345678')).toBe('+525512345678');
  });

  test('Argentine mobiles are called from abroad with the 9 that WhatsApp writes', () => {
    expect(waysToWrite('+541123456789')).toEqual(['+5491123456789', '+541123456789']);
    expect(dialledToday('+5491123456789')).toBe('+5491123456789');
  });
});

test('numbers of the office own country are shown as they are dialled there', () => {
  expect(formatPhone('+5521987654321', '+5511987654321')).toBe('(21) 98765-4321');
  expect(formatPhone('+5521987654321', '+4915112345678')).toBe('+55 21 98765 4321');
  expect(formatPhone('+0000', '+0000')).toBe('+0000');
});
