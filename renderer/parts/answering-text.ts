import { listOf } from '#renderer/i18n/format.ts';
import { t } from '#renderer/i18n/index.ts';
import type { Agent } from '#shared/domain/agent.ts';

/** "Ana and Ben are answering…" */
export function answeringText(agents: readonly Agent[]): string {
  const names = agents.map(({ name }) => name);
  return t.presence.answering(names, listOf(names));
}
