import type { Tag } from '../../labels.ts';
import { FLOW_FORMAT } from '../flow.ts';
import type { Flow } from '../flow.ts';
import type { MenuOption, Step, StepOf } from '../steps.ts';
import { standardWords, withLanguage } from './standard-words.ts';
import { readyMadeTexts } from './texts.ts';
import type { ReadyMadeLanguage, ReadyMadeTexts } from './texts.ts';

export const readyMadeNames = ['closed', 'welcome', 'lead'] as const;
export type ReadyMadeName = (typeof readyMadeNames)[number];
export const readyMadeLanguages = Object.keys(readyMadeTexts) as readonly ReadyMadeLanguage[];

/**
 * A flow to begin with, in one language; every word of it can be changed. What the office sorts
 * by is what the welcome asks for.
 */
export function readyMadeFlow(
  name: ReadyMadeName,
  language: ReadyMadeLanguage,
  tags: readonly Pick<Tag, 'id' | 'name'>[] = [],
): Flow {
  const texts: ReadyMadeTexts = readyMadeTexts[language];
  const flow = emptyFlow(texts[name].name, language);
  switch (name) {
    case 'closed':
      return { ...flow, steps: closed(texts, language) };
    case 'welcome':
      return { ...flow, steps: welcome(texts, language, tags) };
    case 'lead':
      return { ...flow, steps: lead(texts, language) };
  }
}

/** A flow without steps. */
export function emptyFlow(name: string, language: string): Flow {
  const patienceMinutes = 15;
  const says = { notUnderstood: {}, toPerson: {}, toPersonClosed: {}, personOption: {} };
  const flow: Flow = {
    format: FLOW_FORMAT,
    name,
    languages: [],
    steps: [],
    patienceMinutes,
    says,
    personWords: {},
  };
  const begun = withLanguage(flow, language);
  if (standardWords[language] !== undefined) return begun;
  // A language that Deskline does not speak: the English words are there to be replaced.
  const english = withLanguage(flow, 'en');
  const moved = ({ en = '' }: Readonly<Record<string, string>>) => ({ [language]: en });
  return {
    ...begun,
    says: {
      notUnderstood: moved(english.says.notUnderstood),
      toPerson: moved(english.says.toPerson),
      toPersonClosed: moved(english.says.toPersonClosed),
      personOption: moved(english.says.personOption),
    },
    personWords: { [language]: english.personWords['en'] ?? [] },
  };
}

function closed({ closed: texts, lead: { fields } }: ReadyMadeTexts, language: string): Step[] {
  const say = (text: string) => ({ [language]: text });
  return [
    message('hello', say(texts.hello)),
    {
      ...menu('menu', say(texts.menu)),
      options: [option(say(texts.message), 'ask'), option(say(texts.showHours), 'hours')],
    },
    { kind: 'hours', id: 'hours', text: say(texts.hours), next: 'end' },
    question('ask', say(texts.ask), fields.need),
    message('noted', say(texts.noted)),
    { kind: 'end', id: 'end' },
  ];
}

const MOST_TAGS = 6;

function welcome(
  { welcome: texts }: ReadyMadeTexts,
  language: string,
  tags: readonly Pick<Tag, 'id' | 'name'>[],
): Step[] {
  const say = (text: string) => ({ [language]: text });
  const queue: Step = {
    kind: 'handover',
    id: 'queue',
    text: say(texts.thanks),
    to: { type: 'queue' },
  };
  const begin = menu('menu', say(texts.menu));
  if (tags.length === 0) {
    const labels = [texts.offer, texts.order, texts.other];
    return [{ ...begin, options: labels.map((label) => option(say(label), 'queue')) }, queue];
  }
  const topics = tags.slice(0, MOST_TAGS);
  const options = topics.map((tag) => option(say(tag.name), `topic-${tag.id}`));
  const handovers = topics.map(({ id: tagId }): Step => ({
    kind: 'handover',
    id: `topic-${tagId}`,
    text: say(texts.thanks),
    to: { type: 'tag', tagId },
  }));
  return [
    { ...begin, options: [...options, option(say(texts.other), 'queue')] },
    ...handovers,
    queue,
  ];
}

function lead({ lead: texts }: ReadyMadeTexts, language: string): Step[] {
  const say = (text: string) => ({ [language]: text });
  return [
    message('hello', say(texts.hello)),
    question('name', say(texts.askName), texts.fields.name),
    question('need', say(texts.askNeed), texts.fields.need),
    question('when', say(texts.askWhen), texts.fields.when),
    { kind: 'handover', id: 'queue', text: say(texts.thanks), to: { type: 'queue' } },
  ];
}

type Words = StepOf<'message'>['text'];

function message(id: string, text: Words): Step {
  return { kind: 'message', id, text, media: null, next: null };
}

function question(id: string, text: Words, field: string): Step {
  return { kind: 'question', id, text, field, answer: 'text', timeout: null, next: null };
}

function menu(id: string, text: Words): StepOf<'menu'> {
  return { kind: 'menu', id, text, options: [], timeout: null };
}

function option(label: Words, next: string): MenuOption {
  return { label, keywords: [], next };
}
