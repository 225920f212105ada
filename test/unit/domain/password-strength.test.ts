import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passwordSchema } from '#shared/domain/agent.ts';
import { passwordJudge } from '#shared/domain/password-strength.ts';

const judge = await passwordJudge();

test.each([
  ['password12', 'common'],
  ['qwertzuiop', 'pattern'],
  ['aaaaaaaaaa', 'pattern'],
  ['Marianne2026', 'own-words'],
  ['Deskline2026', 'own-words'],
  ['HotelMiramar1', 'own-words'],
])('%s is guessed, and why is said', (password, weakness) => {
  expect(judge(password, ['Marianne Dubois', 'Hotel Miramar'])).toMatchObject({ weakness });
});

test.each(['three grey heron feathers', 'hk4m-9wxp-t3ba-zz7q', 'sunflower river 42'])(
  '%s is taken',
  (password) => expect(judge(password, ['Ana', ''])).toMatchObject({ weakness: null }),
);

test('what somebody is called makes a password weaker and never stronger', () => {
  const without = judge('Marianne2026!', []);
  const withName = judge('Marianne2026!', ['Marianne']);
  expect(withName.score).toBeLessThanOrEqual(without.score);
  expect(withName.weakness).not.toBeNull();
});

test.each([
  'dora deskline 1',
  'Dora-Deskline-2026',
  'whatsapp dora klein',
  'd0ra at deskline!',
  'enilksed arod nielk',
])('names and the product alone do not make a password: %s', (password) => {
  expect(judge(password, ['Dora Klein', 'Salon Klein'])).toMatchObject({ weakness: 'own-words' });
});

test.each(['dora eats seven green melons', 'kleine wolke tanzt barfuss'])(
  'a name may be in a password that holds without it: %s',
  (password) => {
    expect(judge(password, ['Dora Klein', 'Salon Klein'])).toMatchObject({ weakness: null });
  },
);

test('every password there can be, and every name, gets an answer', () => {
  const password = fc.string({ minLength: 10, maxLength: 128, unit: 'grapheme' });
  fc.assert(
    fc.property(
      password,
      fc.array(fc.string({ maxLength: 60 }), { maxLength: 3 }),
      (typed, words) => {
        fc.pre(passwordSchema.safeParse(typed).success);
        const { score, weakness } = judge(typed, words);
        expect(weakness === null).toBe(score >= 3);
      },
    ),
    { numRuns: 60 },
  );
});
