import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatVCard, parseVCard } from '#main/gateway/whatsapp/vcard.ts';

const card = (...lines: readonly string[]) =>
  parseVCard(['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD'].join('\r\n'));

describe('a vCard says', () => {
  test('name, organization, numbers with their labels and addresses for mail', () => {
    expect(
      card(
        'N:Hopper;Grace;;;',
        'FN:Grace Hopper',
        'ORG:Harbour Bakery;Office',
        'item1.TEL;waid=491511:+49 151 1',
        'item1.X-ABLabel:_$!<Mobile>!$_',
        'TEL;TYPE=WORK,VOICE:+49 30 2',
        'TEL;CELL:+49 151 3',
        'EMAIL;TYPE=INTERNET:grace@example.org',
        'PHOTO;ENCODING=b;TYPE=JPEG:AAAA',
        ' BBBB',
      ),
    ).toEqual({
      name: 'Grace Hopper',
      organization: 'Harbour Bakery, Office',
      phones: [
        { number: '+49 151 1', label: 'Mobile' },
        { number: '+49 30 2', label: 'WORK' },
        { number: '+49 151 3', label: 'CELL' },
      ],
      emails: ['grace@example.org'],
    });
  });

  test('the name from its parts when there is no other', () => {
    expect(card('N:Hopper;Grace;;;')?.name).toBe('Grace Hopper');
  });

  test('what is folded, escaped or quoted-printable as it was meant', () => {
    expect(card('FN:Miller\\, Jones', ' \\; Sons')?.name).toBe('Miller, Jones; Sons');
    expect(card('FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen')?.name).toBe('Jürgen');
  });

  test('a number once, and one of version 4 without its scheme', () => {
    const phones = card('FN:A', 'TEL:1', 'TEL:1', 'TEL;VALUE=uri:tel:+49-151')?.phones;
    expect(phones?.map(({ number }) => number)).toEqual(['1', '+49-151']);
  });

  test.each(['', 'hello', 'BEGIN:VCARD', 'BEGIN:VCARD\nEND:VCARD', 'FN:Only'])(
    'nothing: %j',
    (text) => {
      expect(parseVCard(text)).toBeNull();
    },
  );
});

test('what is written can be read back, whatever a name has in it', () => {
  const text = fc.stringMatching(/^[\p{L}\p{N},;:\\ "]{1,40}$/u).map((each) => each.trim());
  const filled = text.filter((each) => each !== '' && !each.includes('\\'));
  fc.assert(
    fc.property(
      filled,
      filled,
      fc.uniqueArray(fc.stringMatching(/^\+[0-9]{6,15}$/)),
      (name, mail, numbers) => {
        const phones = numbers.map((number) => ({ number, label: 'WORK' }));
        const written = { name, organization: '', phones: phones.slice(0, 30), emails: [mail] };
        expect(parseVCard(formatVCard(written))).toEqual(written);
      },
    ),
  );
});

test('a number that WhatsApp can be written to is marked so', () => {
  const phones = [{ number: '+49 151 1', label: '' }];
  const text = formatVCard({ name: 'Grace', organization: '', phones, emails: [] });
  expect(text).toContain('TEL;type=CELL;waid=491511:+49 151 1');
});
