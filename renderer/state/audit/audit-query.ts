import { t } from '#renderer/i18n/index.ts';
import type { AuditTopic } from '#shared/domain/audit/audit.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { AuditQuery } from '#shared/protocol/commands/audit.ts';
import { withoutAccents } from '#shared/util/without-accents.ts';

/** As it is chosen on the screen; days as `2026-11-27`, empty: any. */
export interface AuditChoice {
  readonly topic: AuditTopic | null;
  readonly agentId: AgentId | null;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

export const EVERYTHING: AuditChoice = { topic: null, agentId: null, from: '', to: '', text: '' };

/** What the host is asked; for words that only the screen says, by what they stand for. */
export function auditQuery({ topic, agentId, from, to, text }: AuditChoice): AuditQuery {
  const words = text.trim().split(/\s+/).filter(Boolean).slice(0, 8);
  return {
    topic,
    agentId,
    from: midnight(from, 0),
    to: midnight(to, 1),
    words: words.map((word) => ({
      word: word.slice(0, 60),
      kinds: namesWith(word, Object.entries(t.audit.kinds)),
      settings: namesWith(
        word,
        Object.entries(t.settings.items).map(([name, { label }]) => [name, label] as const),
      ),
    })),
  };
}

function namesWith(word: string, all: readonly (readonly [string, string])[]): string[] {
  const wanted = withoutAccents(word);
  return all.flatMap(([name, shown]) => (withoutAccents(shown).includes(wanted) ? [name] : []));
}

/** Where a day begins, or the one so many days later; null: there is no such day. */
function midnight(day: string, later: number): number | null {
  const [year, month, date] = day.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) return null;
  const at = new Date(year, month - 1, date + later).getTime();
  return Number.isFinite(at) && at >= 0 ? at : null;
}
