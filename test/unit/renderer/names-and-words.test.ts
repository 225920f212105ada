import { describe, expect, it } from 'vitest';
import { makePassword, nameProblem, passwordProblem } from '#renderer/parts/account-rules.ts';
import { emojiCount } from '#renderer/parts/emoji.ts';
import { excerpt, highlight } from '#renderer/parts/highlight.ts';
import { initials, shortName } from '#renderer/parts/initials.ts';
import { passwordSchema } from '#shared/domain/agent.ts';

describe('initials', () => {
  it.each([
    ['Marta Silva', 'MS'],
    ['óscar & Irene Martínez', 'ÓM'],
    ['Tiago', 'T'],
    ['  José   da   Cruz ', 'JC'],
    ['سارة المنصوري', 'س'],
    ['+351 912 345 678', ''],
    ['🌸 Ana', 'A'],
    ['李小龙', '李'],
  ])('of %s are %s', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });

  it('stand beside the first word where the whole name does not fit', () => {
    expect(shortName('Ana Maria Ribeiro')).toBe('Ana');
  });
});

describe('a message of nothing but emoji', () => {
  it.each([
    ['👍', 1],
    ['👏🎉', 2],
    ['👩‍👩‍👧 ', 1],
    ['🇵🇹❤️👍🏽', 3],
    ['👍👍👍👍', 0],
    ['ok 👍', 0],
    ['1', 0],
    ['', 0],
  ])('%j counts as %i', (text, count) => {
    expect(emojiCount(text)).toBe(count);
  });
});

describe('what a search found', () => {
  const marked = (text: string, query: string): string =>
    highlight(text, query)
      .map((stretch) => (stretch.isMatch ? `[${stretch.text}]` : stretch.text))
      .join('');

  it('is marked at the beginnings of words, whatever the accents', () => {
    expect(marked('Ólá Maria, a marmalade', 'ola mar')).toBe('[Ólá] [Mar]ia, a [mar]malade');
    expect(marked('grammar', 'mar')).toBe('grammar');
  });

  it('is marked anywhere within a number', () => {
    expect(marked('+351 912 345 678', '345')).toBe('+351 912 [345] 678');
  });

  it('overlaps without repeating a letter', () => {
    expect(marked('marmalade', 'mar marma')).toBe('[mar][ma]lade');
  });

  it('keeps letters that are longer in lower case in their place', () => {
    expect(marked('İstanbul kart', 'kart')).toBe('İstanbul [kart]');
  });

  it('is in the part of a long text that is shown', () => {
    const text = `${'word '.repeat(40)}needle ${'word '.repeat(40)}`;
    expect(excerpt(text, 'need').slice(0, 40)).toContain('needle');
    expect(excerpt('needle here', 'need')).toBe('needle here');
  });
});

describe('a new account', () => {
  it('has a name that the host takes', () => {
    expect(nameProblem('  ')).not.toBeNull();
    expect(nameProblem('a'.repeat(61))).not.toBeNull();
    expect(nameProblem('Ana\u202eoib')).not.toBeNull();
    expect(nameProblem('Ana Ribeiro')).toBeNull();
  });

  it('is told how many characters its password still needs', () => {
    expect(passwordProblem('12345678', null)).toContain('2');
    expect(passwordProblem('1234567890', null)).toBeNull();
    expect(passwordProblem('x'.repeat(129), null)).not.toBeNull();
  });

  it('gets a password of its own that can be read out', () => {
    const made = Array.from({ length: 200 }, makePassword);
    expect(new Set(made).size).toBe(200);
    for (const password of made) {
      expect(password).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
      expect(passwordSchema.safeParse(password).success).toBe(true);
    }
  });
});
