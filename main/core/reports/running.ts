import type { Reads } from '../ports/reads.ts';
import type { ReportAnswers } from '../ports/report-reader.ts';
import type { Running } from './agent-times.ts';
import { partsByDay } from './office-day.ts';

/** What those who are here have been until now, since it was last counted. */
export function running(
  read: Pick<Reads, 'hours' | 'presence'>,
  counts: ReportAnswers['time']['counts'],
  now: number,
): Running[] {
  const hours = read.hours.get();
  const plan = { hours: { get: () => hours } };
  return read.presence.all().flatMap(({ agentId, status, since }): Running[] => {
    if (status === 'offline') return [];
    const count = counts.find((each) => each.agentId === agentId) ?? { chats: 0, since };
    return [
      {
        agentId,
        status,
        statusParts: partsByDay(plan, since, now, agentId),
        chats: count.chats,
        chatParts: partsByDay(plan, count.since, now, agentId),
      },
    ];
  });
}
