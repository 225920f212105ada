import { pluralizer } from '../plural.ts';
import type { AgentStatus } from '#shared/domain/presence.ts';

const plural = pluralizer('en');

export const presence = {
  status: {
    online: 'Online',
    away: 'Away',
    'on-break': 'On break',
    offline: 'Offline',
  } satisfies Record<AgentStatus, string> as Record<AgentStatus, string>,
  choose: 'Your status',
  /** Somebody's name, or what is said of them, with their status. */
  of: (who: string, status: string) => `${who} (${status})`,
  since: (status: string, time: string) => `${status} since ${time}`,
  never: 'Has not been here yet',
  notChanged: (why: string) => `Your status was not changed. ${why}`,
  announce: (status: string) => `Your status: ${status}`,
  offlineBanner: 'You are offline: colleagues see that, and no new chats are given to you.',
  goOnline: 'Go online',
  leaving: {
    title: (count: number) =>
      plural(count, { one: 'You still have # chat', other: 'You still have # chats' }),
    question: {
      'sign-out': 'What happens to your chats while you are away?',
      'go-offline': 'What happens to your chats while you are offline?',
      'close-window': 'What happens to your chats while you are away?',
    },
    confirm: {
      'sign-out': 'Sign out',
      'go-offline': 'Go offline',
      'close-window': 'Close Deskline',
    },
    who: 'Who gets them',
    choices: {
      keep: { label: 'They stay mine', help: 'Nobody else answers them until you are back.' },
      queue: { label: 'Back to the queue', help: 'They wait for whoever takes them.' },
      colleague: { label: 'Hand them over', help: 'A colleague gets all of them, marked as new.' },
    },
  },
  answering: (names: readonly string[], list: string) =>
    names.length === 1 ? `${list} is typing…` : `${list} are typing…`,
};
