import type { AgentId } from '#shared/domain/ids.ts';
import type { Author } from '#shared/domain/message.ts';
import type { RuleRef } from '#shared/domain/rules/rule-ref.ts';
import { damaged } from './stored-json.ts';

export type AuthorType = Author['type'];

/**
 * An author from the two columns it is stored in, and a rule from what is stored besides; `row`
 * names them when they do not fit.
 */
export function authorOf(
  type: AuthorType,
  agentId: AgentId | null,
  rule: RuleRef | undefined,
  row: string,
): Author {
  if (type === 'bot' && rule !== undefined) return { type, rule };
  if (type !== 'agent') return { type };
  if (agentId === null) throw damaged(row);
  return { type, agentId };
}

export function agentOf(author: Author): AgentId | null {
  return author.type === 'agent' ? author.agentId : null;
}

export function ruleOf(author: Author): RuleRef | undefined {
  return author.type === 'bot' ? author.rule : undefined;
}
