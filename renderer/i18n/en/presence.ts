import type { AgentStatus } from '#shared/domain/presence.ts';

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
  answering: (names: readonly string[], list: string) =>
    names.length === 1 ? `${list} is answering…` : `${list} are answering…`,
};
