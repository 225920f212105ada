import { expect, test } from 'vitest';
import { pictures } from '#main/system/pictures.ts';
import { decodePng } from '#main/system/png.ts';
import { LOGO_LIMITS } from '#shared/domain/logo.ts';
import { aPng, chunk } from '#test/doubles/pictures/png.ts';

test('a picture is what it was, without what else its file carried', () => {
  const plain = aPng();
  const chatty = aPng({
    extra: [chunk('tEXt', Buffer.from('Author\0Ana')), chunk('eXIf', Buffer.from('x'))],
  });
  expect(decodePng(plain, 480)).toEqual({ width: 40, height: 20, bytes: plain });
  expect(decodePng(chatty, 480)?.bytes).toEqual(plain);
  expect(pictures.logo(chatty.toString('base64'))).toEqual(pictures.logo(plain.toString('base64')));
});

test('what is no whole PNG is none', () => {
  const whole = aPng();
  for (let length = 0; length < whole.length; length += 7) {
    expect(decodePng(whole.subarray(0, length), 480)).toBeNull();
  }
  for (const at of [9, 17, 30, whole.length - 20]) {
    const damaged = Buffer.from(whole);
    damaged[at]! ^= 0xff;
    expect(decodePng(damaged, 480), `byte ${at}`).toBeNull();
  }
  expect(decodePng(Buffer.concat([whole, Buffer.from('<script>')]), 480)).toBeNull();
  expect(decodePng(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 480)).toBeNull();
});

test('rows that are too short, too long or filtered in no known way are refused', () => {
  const row = Buffer.alloc(40 * 4 + 1);
  const rows = (count: number) => Buffer.concat(Array(count).fill(row));
  expect(decodePng(aPng({ rows: rows(20) }), 480)).not.toBeNull();
  expect(decodePng(aPng({ rows: rows(19) }), 480)).toBeNull();
  expect(decodePng(aPng({ rows: rows(2_000) }), 480)).toBeNull();
  const strange = rows(20);
  strange[row.length] = 9;
  expect(decodePng(aPng({ rows: strange }), 480)).toBeNull();
});

test('a kind that no screen makes is refused: interlaced, unknown colours, an unknown part that counts', () => {
  expect(decodePng(aPng({ interlacing: 1 }), 480)).toBeNull();
  expect(decodePng(aPng({ colourType: 5 }), 480)).toBeNull();
  expect(decodePng(aPng({ colourType: 3 }), 480)).toBeNull();
  expect(decodePng(aPng({ extra: [chunk('ABCD', Buffer.alloc(0))] }), 480)).toBeNull();
});

test('a side that is too long is refused before anything is unpacked', () => {
  const { pixels } = LOGO_LIMITS;
  expect(pictures.logo(aPng({ width: pixels, height: 1 }).toString('base64'))).not.toBeNull();
  expect(pictures.logo(aPng({ width: pixels + 1, height: 1 }).toString('base64'))).toBeNull();
  const huge = aPng();
  huge.writeUInt32BE(0x7fffffff, 16);
  expect(decodePng(huge, 480)).toBeNull();
});
