import type { GapReason } from '#shared/domain/coverage.ts';
import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

/** Since when everything is here, and where something may be missing. */
export const coverage = {
  title: 'Messages kept here',
  none: 'Once a number is linked, this says since when its messages are complete.',
  complete: (since: string) => `Complete since ${since}.`,
  completeBut: (since: string) => `Complete since ${since}, but for what is listed below.`,

  importing: (since: string) => `Taking over the history since ${since}`,
  imported: (done: number, total: number) =>
    `${done} of ${plural(total, { one: '# chat', other: '# chats' })}`,
  importLabel: 'History taken over',
  importHint: 'You can answer customers meanwhile. It goes on by itself after a restart.',
  banner: (done: number, total: number) =>
    total === 0
      ? 'Older messages are being taken over.'
      : `Older messages are being taken over: ${done} of ${plural(total, { one: '# chat', other: '# chats' })}.`,

  awaySince: (since: string) => `Nothing has been heard of WhatsApp since ${since}.`,
  awayHint: 'What arrives meanwhile is fetched as soon as there is a connection again.',
  fetching: (since: string) => `Fetching what arrived since ${since}…`,

  missingTitle: 'Something may be missing',
  missingHint: 'Look at these chats on the phone that has the number.',
  fetchedTitle: 'Absences, all fetched afterwards',
  fetchedNone: 'No absence so far.',
  allChats: 'All chats',
  oneChat: 'One chat',
  openChat: (name: string) => `Open the chat with ${name}`,

  reason: {
    'host-off': 'The host was off',
    'host-slept': 'The host was asleep',
    restored: 'A backup was restored',
    unreachable: 'WhatsApp could not be reached',
    'page-crashed': 'WhatsApp Web was restarting',
    'not-linked': 'No phone was linked',
    'used-elsewhere': 'WhatsApp was open elsewhere',
    'not-stored': 'The disk of the host took nothing',
    'history-unavailable': 'WhatsApp Web does not have it',
  } satisfies Record<GapReason, string> as Record<GapReason, string>,

  earlierTitle: 'Numbers before this one',
  earlier: (phone: string, from: string, until: string) => `${phone}, from ${from} to ${until}`,

  /** In a timeline, between two messages. */
  gapLine: (stretch: string) => `Messages may be missing here (${stretch}). Look at the phone.`,
};
