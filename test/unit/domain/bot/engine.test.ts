import { describe, expect, test } from 'vitest';
import { readyMadeFlow } from '#shared/domain/bot/ready-made/index.ts';
import { withLanguage } from '#shared/domain/bot/ready-made/standard-words.ts';
import {
  aFlow,
  en,
  end,
  handover,
  menu,
  message,
  option,
  question,
} from '#test/doubles/bot/flows.ts';
import { TestChat } from '#test/doubles/bot/test-chat.ts';

describe('menus', () => {
  const flow = aFlow([
    menu('top', [
      option('Prices', 'prices', ['cost', 'preço']),
      option('Opening hours', 'hours'),
      option('Back office', 'deep'),
    ]),
    message('prices', 'From 10', 'end'),
    message('hours', 'Nine to five', 'end'),
    menu('deep', [option('Invoices', 'end'), option('Back', 'top')]),
    end(),
  ]);

  test('are numbered, and the last line is a person', () => {
    const chat = new TestChat(flow);
    expect(chat.begin()).toEqual([
      'Choose\n\n1 – Prices\n2 – Opening hours\n3 – Back office\n0 – Talk to a person',
    ]);
  });

  test.each([
    ['1'],
    ['1.'],
    ['option 1'],
    ['PRICES'],
    ['prices please'],
    ['Preco'],
    ['PREÇO!'],
    ['1️⃣'],
  ])('take %s as an answer', (text) => {
    const chat = new TestChat(flow);
    chat.begin();
    expect(chat.write(text)).toEqual(['From 10']);
    expect(chat.over).toBe('done');
  });

  test('have several levels and a way back', () => {
    const chat = new TestChat(flow);
    const [top] = chat.begin();
    expect(chat.write('3')).toEqual(['Choose\n\n1 – Invoices\n2 – Back\n0 – Talk to a person']);
    expect(chat.write('back')).toEqual([top]);
  });

  test('ask once more what they did not understand, then a person takes over', () => {
    const chat = new TestChat(flow);
    chat.begin();
    expect(chat.write('What?')[0]).toMatch(/^Sorry, I did not understand that\.\n\nChoose/);
    expect(chat.over).toBeNull();
    expect(chat.write('Eh?')).toEqual(['A colleague will answer you here in a moment.']);
    expect(chat.over).toBe('not-understood');
    expect(chat.effects.at(-1)).toMatchObject({ to: { type: 'queue' } });
    expect(chat.write('1')).toEqual([]);
  });

  test('begin to count anew after something that was understood', () => {
    const chat = new TestChat(flow);
    chat.begin();
    chat.write('What?');
    chat.write('3');
    chat.write('What?');
    expect(chat.over).toBeNull();
  });

  test('leave open what two options could mean', () => {
    const both = aFlow([menu('top', [option('New car', 'end'), option('Used car', 'end')]), end()]);
    const chat = new TestChat(both);
    chat.begin();
    expect(chat.write('a new car or a used car')[0]).toMatch(/^Sorry/);
  });

  test('do not take for an answer what was written before the question was there', () => {
    const chat = new TestChat(flow);
    chat.begin();
    expect(chat.write('I have a question', true)).toEqual([]);
    expect(chat.write('about my order', true)).toEqual([]);
    expect(chat.over).toBeNull();
    expect(chat.write('prices', true)).toEqual(['From 10']);
  });
});

describe('a person', () => {
  const flow = aFlow([question('name', 'Name'), menu('top', [option('Prices', 'end')]), end()]);

  test.each([['human'], ['I want to talk to a person'], ['Person, please!'], ['0']])(
    'is there at a menu for %s',
    (text) => {
      const chat = new TestChat(flow);
      chat.begin();
      chat.write('Anna');
      expect(chat.write(text)).toEqual(['A colleague will answer you here in a moment.']);
      expect(chat.over).toBe('asked-for-person');
    },
  );

  test('is there at a question and with the very first message', () => {
    const asked = new TestChat(flow);
    asked.begin();
    asked.write('talk to a person');
    expect(asked.over).toBe('asked-for-person');
    const first = new TestChat(flow);
    first.begin('Can I talk to a person?');
    expect(first.over).toBe('asked-for-person');
  });

  test('is not meant by a word within a free answer, and 0 may be one', () => {
    const chat = new TestChat(flow);
    chat.begin();
    chat.write('A person to clean');
    expect(chat.run?.answers).toEqual({ Name: 'A person to clean' });
    const count = new TestChat(aFlow([question('n', 'Count', { answer: 'number' }), end()]));
    count.begin();
    count.write('0');
    expect(count.effects[0]).toEqual({ type: 'field', name: 'Count', value: '0' });
  });

  test('is announced for the next opening while nobody is there', () => {
    const opensAt = Date.UTC(2026, 0, 16, 8, 0);
    const hours = { isOpen: false, opensAt, timeZone: 'UTC', week: null };
    const chat = new TestChat(flow, { hours });
    expect(chat.begin('human')[0]).toMatch(/tomorrow, 08:00/);
  });
});

describe('questions', () => {
  test('fill fields and are asked again when the answer is no such thing', () => {
    const flow = aFlow([
      question('mail', 'E-mail', { answer: 'email' }),
      message('thanks', 'I write to {E-mail}, {name}.'),
      end(),
    ]);
    const chat = new TestChat(flow);
    expect(chat.begin()).toEqual(['E-mail?']);
    expect(chat.write('no')).toEqual(['Sorry, I did not understand that.\n\nE-mail?']);
    expect(chat.write('It is Anna@Example.org')).toEqual(['I write to anna@example.org, Anna.']);
    expect(chat.effects[0]).toEqual({ type: 'field', name: 'E-mail', value: 'anna@example.org' });
  });

  test('go on when a recording answers what any text would', () => {
    const chat = new TestChat(aFlow([question('need', 'Need'), message('ok', 'Thanks'), end()]));
    chat.begin();
    expect(chat.write('')).toEqual(['Thanks']);
    expect(chat.effects.some(({ type }) => type === 'field')).toBe(false);
  });
});

describe('time', () => {
  test('ends what nobody answers, in silence', () => {
    const chat = new TestChat(aFlow([menu('top', [option('A', 'end')]), end()]));
    chat.begin();
    expect(chat.wait(14)).toEqual([]);
    expect(chat.over).toBeNull();
    expect(chat.wait(1)).toEqual([]);
    expect(chat.over).toBe('no-answer');
  });

  test('leads to what the flow says for it', () => {
    const asked = menu('top', [option('A', 'end')]);
    const flow = aFlow([
      { ...asked, timeout: { minutes: 5, next: 'bye' } } as typeof asked,
      message('bye', 'See you', 'end'),
      end(),
    ]);
    const chat = new TestChat(flow);
    chat.begin();
    expect(chat.wait(5)).toEqual(['See you']);
    expect(chat.over).toBe('done');
  });

  test('passes between two messages, and what is written meanwhile changes nothing', () => {
    const wait = { kind: 'wait', id: 'wait', seconds: 60, next: null } as const;
    const chat = new TestChat(aFlow([message('one', 'One'), wait, message('two', 'Two'), end()]));
    expect(chat.begin()).toEqual(['One']);
    expect(chat.write('And?')).toEqual([]);
    expect(chat.wait(1)).toEqual(['Two']);
  });
});

describe('languages', () => {
  const flow = withLanguage(readyMadeFlow('welcome', 'en'), 'de');

  test('follow the number, and the first one speaks where another has no text', () => {
    const chat = new TestChat(flow, { phone: '+4915111111' });
    expect(chat.begin()[0]).toMatch(/welcome! [^]*0 – Mit einem Menschen sprechen$/);
    expect(chat.write('Mensch')).toEqual([
      'Eine Kollegin oder ein Kollege antwortet Ihnen hier gleich.',
    ]);
    expect(new TestChat(flow, { phone: '+815012345' }).begin()[0]).toMatch(/0 – Talk to a person$/);
  });

  test('can be chosen, by number or by name', () => {
    const language = {
      kind: 'language',
      id: 'l',
      text: en('?'),
      timeout: null,
      next: null,
    } as const;
    const steps = [language, message('hi', 'Hello', 'end'), end()];
    const chosen = {
      ...flow,
      steps: [{ ...language }, { ...steps[1]!, text: { en: 'Hello', de: 'Hallo' } }, end()],
    } as typeof flow;
    const chat = new TestChat(chosen, { phone: '+44123456' });
    expect(chat.begin()).toEqual(['?\n\n1 – English\n2 – Deutsch\n0 – Talk to a person']);
    expect(chat.write('deutsch')).toEqual(['Hallo']);
  });
});

describe('variables', () => {
  const say = (text: string, changes = {}) =>
    new TestChat(aFlow([message('one', text), end()]), changes).begin()[0];

  test('leave no hole where something is not known', () => {
    expect(say('Hello {name}!', { contactName: null })).toBe('Hello!');
    expect(say('Hello {name}, this is {office}.', { office: '' })).toBe('Hello Anna, this is.');
  });

  test('are not looked for in what was put in', () => {
    expect(say('Hello {name}', { contactName: '{office}' })).toBe('Hello {office}');
  });

  test('say the opening hours, days of a kind together', () => {
    const spans = [
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ];
    const week = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, spans: day < 6 ? spans : [] }));
    const hours = { isOpen: false, opensAt: null, timeZone: 'UTC', week };
    expect(say('{opening hours}', { hours })).toBe(
      'Monday – Friday: 09:00–12:00, 13:00–17:00\nSaturday – Sunday: closed',
    );
  });
});

test('another machine is not answered: three times the same, or faster than a person', () => {
  const loop = aFlow([menu('top', [option('Again', 'top'), option('End', 'end')]), end()]);
  const same = new TestChat(loop);
  same.begin();
  same.write('1');
  same.write('1');
  expect(same.write('1')).toEqual([]);
  expect(same.over).toBe('loop');
  const fast = new TestChat(loop);
  fast.begin('a');
  const said = ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((text) => {
    fast.now -= 9_000;
    return fast.run === null ? null : fast.write(text, true);
  });
  expect(said.at(-1)).toBeNull();
});

test('a flow that leads nowhere hands over instead of falling silent', () => {
  const chat = new TestChat(aFlow([message('one', 'One')]));
  expect(chat.begin()).toEqual(['One']);
  expect(chat.over).toBe('lost');
  const queue = new TestChat(aFlow([handover('q', 'Bye')]));
  expect(queue.begin()).toEqual(['Bye']);
  expect(queue.over).toBe('done');
});
