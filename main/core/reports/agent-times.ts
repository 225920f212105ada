import type { AgentId } from '#shared/domain/ids.ts';
import type { AgentStatus } from '#shared/domain/presence.ts';
import type { AgentTime } from '#shared/domain/reports/people-time.ts';
import type { ReportAnswers } from '../ports/report-reader.ts';
import type { PartOfDay } from './office-day.ts';

type Counted = Pick<ReportAnswers['time'], 'statuses' | 'loads'>;

/** What goes on, and is not counted before it ends. */
export interface Running {
  readonly agentId: AgentId;
  readonly status: Exclude<AgentStatus, 'offline'>;
  /** Of this status, and of this number of chats, by days. */
  readonly statusParts: readonly PartOfDay[];
  readonly chats: number;
  readonly chatParts: readonly PartOfDay[];
}

/** What was counted of people's time, with what goes on. Both are of the same days. */
export function agentTimes({ statuses, loads }: Counted, running: readonly Running[]): AgentTime[] {
  const ids = new Set([...statuses, ...loads, ...running].map(({ agentId }) => agentId));
  return [...ids]
    .sort((one, other) => one - other)
    .map((agentId) => {
      const now = running.filter((each) => each.agentId === agentId);
      const was = (status: AgentStatus) => {
        const rows = statuses.filter((row) => row.agentId === agentId && row.status === status);
        const parts = now.filter((each) => each.status === status);
        return total([...rows, ...parts.flatMap(({ statusParts }) => statusParts)]);
      };
      return {
        agentId,
        online: was('online'),
        away: was('away'),
        onBreak: was('on-break'),
        chats: chatsOf([
          ...loads.filter((row) => row.agentId === agentId),
          ...now.flatMap(({ chats, chatParts }) => chatParts.map(({ ms }) => ({ chats, ms }))),
        ]),
      };
    });
}

function total(parts: readonly { readonly ms: number; readonly openMs: number }[]) {
  return parts.reduce((sum, { ms, openMs }) => ({ ms: sum.ms + ms, openMs: sum.openMs + openMs }), {
    ms: 0,
    openMs: 0,
  });
}

/** The number of chats in the middle of the time, and the largest. */
function chatsOf(rows: readonly { readonly chats: number; readonly ms: number }[]) {
  const lasting = rows.filter(({ ms }) => ms > 0).sort((one, other) => one.chats - other.chats);
  const ms = lasting.reduce((sum, row) => sum + row.ms, 0);
  let passed = 0;
  const middle = lasting.find((row) => (passed += row.ms) * 2 >= ms);
  return { median: middle?.chats ?? null, peak: lasting.at(-1)?.chats ?? null, ms };
}
