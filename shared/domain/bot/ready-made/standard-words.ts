import type { Flow } from '../flow.ts';
import type { FlowLanguage } from '../languages.ts';

/** What a flow says and understands besides its steps, in the languages that come with Deskline. */
export interface StandardWords {
  readonly prefixes: FlowLanguage['prefixes'];
  readonly notUnderstood: string;
  readonly toPerson: string;
  readonly toPersonClosed: string;
  readonly personOption: string;
  readonly personWords: readonly string[];
}

export const standardWords: Readonly<Record<string, StandardWords>> = {
  en: {
    prefixes: ['+1', '+44', '+61', '+64', '+353'],
    notUnderstood: 'Sorry, I did not understand that.',
    toPerson: 'A colleague will answer you here in a moment.',
    toPersonClosed: 'Nobody is at the desk right now. We will answer you here: {next opening}.',
    personOption: 'Talk to a person',
    personWords: ['person', 'human', 'agent', 'talk to a person', 'talk to someone', 'real person'],
  },
  de: {
    prefixes: ['+49', '+43', '+41'],
    notUnderstood: 'Das habe ich leider nicht verstanden.',
    toPerson: 'Eine Kollegin oder ein Kollege antwortet Ihnen hier gleich.',
    toPersonClosed: 'Gerade ist niemand da. Wir antworten Ihnen hier: {next opening}.',
    personOption: 'Mit einem Menschen sprechen',
    personWords: ['mensch', 'mitarbeiter', 'mitarbeiterin', 'mit einem menschen', 'echter mensch'],
  },
  es: {
    prefixes: ['+34', '+52', '+54', '+56', '+57', '+51'],
    notUnderstood: 'Lo siento, no le he entendido.',
    toPerson: 'Un compañero le responderá aquí en un momento.',
    toPersonClosed: 'Ahora no hay nadie en la oficina. Le responderemos aquí: {next opening}.',
    personOption: 'Hablar con una persona',
    personWords: ['persona', 'humano', 'agente', 'hablar con una persona', 'hablar con alguien'],
  },
  pt: {
    prefixes: ['+55', '+351'],
    notUnderstood: 'Desculpe, não entendi.',
    toPerson: 'Alguém da equipe responde aqui em instantes.',
    toPersonClosed: 'Agora não há ninguém no escritório. Respondemos aqui: {next opening}.',
    personOption: 'Falar com uma pessoa',
    personWords: ['pessoa', 'humano', 'atendente', 'falar com uma pessoa', 'falar com alguem'],
  },
  fr: {
    prefixes: ['+33', '+32', '+352'],
    notUnderstood: 'Désolé, je n’ai pas compris.',
    toPerson: 'Un collègue vous répond ici dans un instant.',
    toPersonClosed: 'Il n’y a personne au bureau. Nous vous répondrons ici : {next opening}.',
    personOption: 'Parler à une personne',
    personWords: [
      'personne',
      'humain',
      'conseiller',
      'parler a une personne',
      'parler a quelqu un',
    ],
  },
  it: {
    prefixes: ['+39'],
    notUnderstood: 'Mi dispiace, non ho capito.',
    toPerson: 'Un collega le risponde qui tra un attimo.',
    toPersonClosed: 'In questo momento non c’è nessuno. Le risponderemo qui: {next opening}.',
    personOption: 'Parlare con una persona',
    personWords: ['persona', 'umano', 'operatore', 'parlare con una persona'],
  },
};

/** The flow with one language more, and what Deskline can say in it. */
export function withLanguage(flow: Flow, code: string): Flow {
  if (flow.languages.some((language) => language.code === code)) return flow;
  const words = wordsFor(code);
  const added = { code, prefixes: [...(words?.prefixes ?? [])] };
  if (words === null) return { ...flow, languages: [...flow.languages, added] };
  return {
    ...flow,
    languages: [...flow.languages, added],
    says: {
      notUnderstood: { ...flow.says.notUnderstood, [code]: words.notUnderstood },
      toPerson: { ...flow.says.toPerson, [code]: words.toPerson },
      toPersonClosed: { ...flow.says.toPersonClosed, [code]: words.toPersonClosed },
      personOption: { ...flow.says.personOption, [code]: words.personOption },
    },
    personWords: { ...flow.personWords, [code]: [...words.personWords] },
  };
}

/** Its texts stay where they are, should it come back. */
export function withoutLanguage(flow: Flow, code: string): Flow {
  const languages = flow.languages.filter((language) => language.code !== code);
  return languages.length === 0 ? flow : { ...flow, languages };
}

function wordsFor(code: string): StandardWords | null {
  return standardWords[code] ?? standardWords[code.split('-')[0] ?? ''] ?? null;
}
