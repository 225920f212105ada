import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

/** What colleagues, time and the host do with somebody's conversations, as they are told of it. */
export const handlingNews = {
  open: 'Open',
  show: 'Show',
  several: (who: string | null, count: number) =>
    who === null
      ? plural(count, { one: '# chat is yours to answer', other: '# chats are yours to answer' })
      : plural(count, {
          one: `${who} handed # chat over to you`,
          other: `${who} handed # chats over to you`,
        }),
  severalDue: (_who: string | null, count: number) =>
    plural(count, {
      one: '# customer still waits for your answer',
      other: '# customers still wait for your answers',
    }),
  severalInQueue: (who: string | null, count: number) =>
    who === null
      ? plural(count, {
          one: '# of your chats went back to the queue',
          other: '# of your chats went back to the queue',
        })
      : plural(count, {
          one: `${who} put # of your chats back into the queue`,
          other: `${who} put # of your chats back into the queue`,
        }),
  severalNotOpened: (_who: string | null, count: number) =>
    plural(count, {
      one: '# chat went back to the queue: you had not opened it',
      other: '# chats went back to the queue: you had not opened them',
    }),
  severalCameBack: (who: string | null, count: number) =>
    plural(count, {
      one: `# chat is back in the queue: ${who ?? 'your colleague'} had not opened it`,
      other: `# chats are back in the queue: ${who ?? 'your colleague'} had not opened them`,
    }),
  severalWoken: (_who: string | null, count: number) =>
    plural(count, {
      one: '# chat is back: the time you chose is over',
      other: '# chats are back: the time you chose is over',
    }),
  severalTakenBack: (who: string | null, count: number) =>
    plural(count, {
      one: `${who ?? 'A colleague'} took back # chat`,
      other: `${who ?? 'A colleague'} took back # chats`,
    }),
  'handed-over': (who: string | null, customer: string) =>
    who === null ? `${customer} is yours to answer` : `${who} handed ${customer} over to you`,
  requested: (who: string | null, customer: string) =>
    `${who ?? 'A colleague'} asks for the chat with ${customer}. Hand over or keep?`,
  granted: (who: string | null, customer: string) =>
    `${who ?? 'A colleague'} gave you the chat with ${customer}, as you asked`,
  kept: (who: string | null, customer: string) =>
    `${who ?? 'A colleague'} keeps the chat with ${customer} that you asked for`,
  'not-granted': (who: string | null, customer: string) =>
    `${who ?? 'Its owner'} did not answer: the chat with ${customer} stays there`,
  'taken-over': (who: string | null, customer: string, reason?: string) =>
    `${who ?? 'A colleague'} took over the chat with ${customer}${reason === undefined ? '' : `: ${reason}`}`,
  moved: (who: string | null, customer: string) =>
    who === null
      ? `The chat with ${customer} went to a colleague`
      : `${who} gave the chat with ${customer} to a colleague`,
  woken: (_who: string | null, customer: string) =>
    `${customer} is back: the time you chose is over`,
  mentioned: (who: string | null, customer: string) =>
    `${who ?? 'A colleague'} mentioned you in the chat with ${customer}`,
  'taken-back': (who: string | null, customer: string) =>
    `${who ?? 'A colleague'} took back the chat with ${customer}`,
  'back-in-queue': (who: string | null, customer: string) =>
    who === null
      ? `Your chat with ${customer} went back to the queue`
      : `${who} put your chat with ${customer} back into the queue`,
  'not-opened': (_who: string | null, customer: string) =>
    `${customer} went back to the queue: you had not opened the chat`,
  'not-answered': (_who: string | null, customer: string) =>
    `${customer} went to others: you had not answered in time`,
  'answer-due': (_who: string | null, customer: string) =>
    `${customer} still waits for your answer. Without one, the chat goes to others soon.`,
  'came-back': (who: string | null, customer: string) =>
    `${customer} is back in the queue: ${who ?? 'your colleague'} had not opened the chat`,
};
