import { t } from '#renderer/i18n/index.ts';
import type { AgentId, TagId } from '#shared/domain/ids.ts';
import type { CommandResult } from '#shared/protocol/commands/index.ts';

interface Names {
  readonly customer: string;
  nameOf(id: AgentId): string;
  tagOf(id: TagId): string;
}

const MINUTE_MS = 60_000;

/** What would happen, as one or two sentences. */
export function previewText(
  { situation, toId, why, skill, waitsFor }: CommandResult<'routing.preview'>,
  { customer, nameOf, tagOf }: Names,
): string {
  const text = t.routing.preview;
  if (situation === 'blocked') return text.blocked(customer);
  if (situation === 'with-bot') return text.withBot(customer);
  if (situation === 'owned') return text.owned(customer, toId === null ? '' : nameOf(toId));
  if (waitsFor !== null) {
    const { tagId, forMs } = waitsFor;
    return forMs === null
      ? text.waitsFor(tagOf(tagId))
      : text.waitsForThen(tagOf(tagId), Math.ceil(forMs / MINUTE_MS));
  }
  if (toId === null || why === null) return text.waits;
  const parts = [`${text.goesTo(nameOf(toId))}, ${text.why[why]}`];
  if (skill !== null) parts.push(text.skill[skill.how](tagOf(skill.tagId)));
  return parts.join(' ');
}
