import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRichText, plainText } from '#renderer/parts/rich-text.ts';

const links = (text: string): string[] =>
  parseRichText(text).flatMap((piece) => (piece.type === 'link' ? [piece.href] : []));
const LETTERS = ['a', 'b', ' ', '*', '_', '~', '`', '\n', '```', 'https://', 'x.yz', '.', '😀'];
const read = (text: string): string => plainText(parseRichText(text));

describe('formatting', () => {
  it('takes the marks that WhatsApp takes', () => {
    expect(parseRichText('a *b* _c_ ~d~')).toEqual([
      { type: 'text', text: 'a ' },
      { type: 'bold', children: [{ type: 'text', text: 'b' }] },
      { type: 'text', text: ' ' },
      { type: 'italic', children: [{ type: 'text', text: 'c' }] },
      { type: 'text', text: ' ' },
      { type: 'strike', children: [{ type: 'text', text: 'd' }] },
    ]);
  });

  it('nests', () => {
    expect(parseRichText('*_both_*')).toEqual([
      {
        type: 'bold',
        children: [{ type: 'italic', children: [{ type: 'text', text: 'both' }] }],
      },
    ]);
  });

  it.each(['2*3*4', '* a *', 'snake_case_name', '*open', 'a ** b', '*two\nlines*', '~ ~'])(
    'leaves %j as it is',
    (text) => {
      expect(parseRichText(text)).toEqual([{ type: 'text', text }]);
    },
  );

  it('shows code as it was written, a block without the breaks around it', () => {
    expect(parseRichText('Order:\n```2x *tea*\n1x milk```\nthanks')).toEqual([
      { type: 'text', text: 'Order:' },
      { type: 'mono', text: '2x *tea*\n1x milk', isBlock: true },
      { type: 'text', text: 'thanks' },
    ]);
    expect(parseRichText('run `a_b_c`')).toContainEqual({
      type: 'mono',
      text: 'a_b_c',
      isBlock: false,
    });
  });

  it('is undone by reading it plainly', () => {
    expect(read('*Hello* _you_')).toBe('Hello you');
  });

  it('never drops a letter of what was written', () => {
    const bare = (text: string): string => text.replace(/[*_~`\s]/g, '');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...LETTERS) }), (text) => {
        expect(bare(read(text))).toBe(bare(text));
      }),
    );
  });

  it('reads a message full of open marks without falling into them', () => {
    const hostile = '*a _b ~c '.repeat(7_000);
    expect(read(hostile)).toBe(hostile);
  });
});

describe('links', () => {
  it('are http and https addresses and nothing else', () => {
    expect(links('https://a.example/x?y=1#z and http://b.example')).toEqual([
      'https://a.example/x?y=1#z',
      'http://b.example/',
    ]);
    expect(links('www.c.example')).toEqual(['https://www.c.example/']);
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'https://user:secret@bank.example',
      'https://localhost',
      'xhttps://a.example',
    ]) {
      expect(links(text)).toEqual([]);
    }
  });

  it('end before the punctuation of the sentence', () => {
    expect(links('See https://a.example/b. Or (https://c.example)!')).toEqual([
      'https://a.example/b',
      'https://c.example/',
    ]);
    expect(links('https://a.example/Page_(2)')).toEqual(['https://a.example/Page_(2)']);
  });

  it('keep their underscores inside formatted text', () => {
    expect(parseRichText('_see https://a.example/x_y_z now_')).toEqual([
      {
        type: 'italic',
        children: [
          { type: 'text', text: 'see ' },
          { type: 'link', text: 'https://a.example/x_y_z', href: 'https://a.example/x_y_z' },
          { type: 'text', text: ' now' },
        ],
      },
    ]);
  });
});
