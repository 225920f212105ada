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

  it.each(['2*3*4', 'so * a *', 'snake_case_name', '*open', 'a ** b', '*two\nlines*', '~ ~'])(
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

  it('takes quotes and lists for what they are, line by line', () => {
    const text = (said: string) => ({ type: 'text', text: said });
    expect(parseRichText('You said:\n> *Monday*\n> or Friday\nThen:')).toEqual([
      text('You said:'),
      {
        type: 'quote',
        children: [{ type: 'bold', children: [text('Monday')] }, text('\nor Friday')],
      },
      text('Then:'),
    ]);
    expect(parseRichText('- milk\n* tea\n1. first\n3. third')).toEqual([
      { type: 'list', numbers: null, items: [[text('milk')], [text('tea')]] },
      { type: 'list', numbers: [1, 3], items: [[text('first')], [text('third')]] },
    ]);
  });

  it.each(['-5 degrees', '>:-(', '1.5 litres', '- ', '> ', 'a > b', 'x - y', '*bold*', '2026. '])(
    'finds no quote and no list in %j',
    (text) => {
      const types = parseRichText(text).map(({ type }) => type);
      expect(types).not.toContain('quote');
      expect(types).not.toContain('list');
    },
  );

  it('leaves lines of code alone that look like a list', () => {
    expect(parseRichText('```- a\n- b```\n- c')).toEqual([
      { type: 'mono', text: '- a\n- b', isBlock: true },
      { type: 'list', numbers: null, items: [[{ type: 'text', text: 'c' }]] },
    ]);
  });

  it('reads a list on one line without its bullets, and keeps its numbers', () => {
    expect(read('To buy:\n- milk\n- _tea_')).toBe('To buy:\nmilk\ntea\n');
    expect(read('1. Mai').trim()).toBe('1. Mai');
  });

  it('never drops a letter of what was written', () => {
    const bare = (text: string): string => text.replace(/[*_~`\s]/g, '');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...LETTERS) }), (text) => {
        expect(bare(read(text))).toBe(bare(text));
      }),
    );
  });

  it('reads thousands of lines with a mark each', () => {
    const lines = (mark: string) => `${mark} a\n`.repeat(20_000);
    for (const mark of ['>', '-', '1.', '```']) expect(read(lines(mark))).toContain('a');
  });

  it('reads a message full of open marks without falling into them', () => {
    const hostile = '*a _b ~c '.repeat(7_000);
    expect(read(hostile)).toBe(hostile);
  });
});

describe('links', () => {
  it('are no longer than an address of a page is', () => {
    const long = `https://a.example/${'x'.repeat(2_030)}`;
    expect(links(long)).toEqual([long]);
    expect(links(`${long}y`)).toEqual([]);
  });

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
