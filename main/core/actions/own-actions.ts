import type { AgentId } from '#shared/domain/ids.ts';
import type { Author } from '#shared/domain/author.ts';
import { nameOfChoice } from '#shared/domain/poll-vote.ts';
import type { MessageAction, OutgoingAction } from '../ports/gateway.ts';
import type { Clock } from '../ports/system.ts';

/** An action without an answer may still show up this much later. */
const REMEMBERED_MS = 2 * 60_000;

/**
 * Who asked for what is on its way. WhatsApp tells of it like of anything that the phone did, and
 * mostly before the call that did it has an answer.
 */
export class OwnActions {
  readonly #clock: Clock;
  readonly #expected = new Map<string, { readonly agentId: AgentId; readonly until: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  expect(action: OutgoingAction, agentId: AgentId): void {
    const now = this.#clock.now();
    for (const [name, { until }] of this.#expected) if (until < now) this.#expected.delete(name);
    this.#expected.set(nameOf(action), { agentId, until: now + REMEMBERED_MS });
  }

  whoOfUs = (action: MessageAction): Author => {
    const expected = this.#expected.get(nameOfEvent(action));
    if (expected === undefined || expected.until < this.#clock.now()) return { type: 'phone' };
    return { type: 'agent', agentId: expected.agentId };
  };
}

// The address in a key can change meanwhile, the id of the message does not.
const idOf = (key: string) => key.split('_')[2] ?? key;

function nameOf(action: OutgoingAction): string {
  const id = idOf(action.key);
  if (action.type === 'react') return `reacted ${id} ${action.emoji ?? ''}`;
  if (action.type === 'vote') return `voted ${id} ${nameOfChoice(action.options)}`;
  return action.type === 'edit' ? `edited ${id} ${action.text}` : `deleted ${id}`;
}

function nameOfEvent(action: MessageAction): string {
  const id = idOf(action.key);
  if (action.type === 'reacted') return `reacted ${id} ${action.emoji ?? ''}`;
  if (action.type === 'voted') return `voted ${id} ${nameOfChoice(action.options)}`;
  return action.type === 'edited' ? `edited ${id} ${action.text}` : `deleted ${id}`;
}
