import type { Agent } from './agent.ts';
import { textOf } from './apply-action.ts';
import { can } from './rights.ts';
import { DELETE_WINDOW_MS, EDIT_WINDOW_MS } from './message-actions.ts';
import type { Message } from './message.ts';

export type ActionName = 'quote' | 'react' | 'vote' | 'edit' | 'delete';

/** Why something cannot be done to a message. */
export type Hindrance =
  | 'not-on-whatsapp'
  | 'deleted'
  | 'not-a-poll'
  | 'our-poll'
  | 'not-the-writer'
  | 'nothing-to-edit'
  | 'too-late-to-edit'
  | 'from-the-customer'
  | 'others-wrote-it'
  | 'too-late-to-delete';

/**
 * What WhatsApp and the rules say to an agent who owns the conversation; null: nothing against it.
 * The host decides by it, the screens offer by it.
 */
export function hindranceOf(
  action: ActionName,
  message: Message,
  agent: Agent,
  now: number,
): Hindrance | null {
  if (message.waKey === null || UNSENT.has(message.state)) return 'not-on-whatsapp';
  if (action === 'edit') return hindranceOfEdit(message, agent, now);
  if (action === 'delete') return hindranceOfDelete(message, agent, now);
  if (message.deletion !== undefined) return 'deleted';
  return action === 'vote' ? hindranceOfVote(message) : null;
}

function hindranceOfVote({ content, author }: Message): Hindrance | null {
  if (content.kind !== 'poll') return 'not-a-poll';
  return author.type === 'contact' ? null : 'our-poll';
}

const UNSENT: ReadonlySet<Message['state']> = new Set(['queued', 'sending', 'refused']);

function hindranceOfEdit(message: Message, agent: Agent, now: number): Hindrance | null {
  if (!isBy(message, agent)) return 'not-the-writer';
  if (message.deletion !== undefined) return 'deleted';
  if (textOf(message.content) === null) return 'nothing-to-edit';
  return now - message.at > EDIT_WINDOW_MS ? 'too-late-to-edit' : null;
}

function hindranceOfDelete(message: Message, agent: Agent, now: number): Hindrance | null {
  if (message.author.type === 'contact') return 'from-the-customer';
  if (!isBy(message, agent) && !can(agent.role, 'delete-every-message')) return 'others-wrote-it';
  if (message.deletion !== undefined) return 'deleted';
  return now - message.at > DELETE_WINDOW_MS ? 'too-late-to-delete' : null;
}

export function isBy({ author }: Message, agent: Agent): boolean {
  return author.type === 'agent' && author.agentId === agent.id;
}
