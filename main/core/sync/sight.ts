import type { Agent } from '#shared/domain/agent.ts';
import { isHandlingFact } from '#shared/domain/handling.ts';
import type { AgentId, ConversationId, Epoch, MessageId } from '#shared/domain/ids.ts';
import { can } from '#shared/domain/rights.ts';
import { isInSight } from '#shared/domain/visibility.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Reads, SeenBy } from '../ports/reads.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { keepVisible } from './keep-visible.ts';

/** What somebody sees at one moment, for somebody who does not see everything. Not to be kept. */
export interface View {
  readonly by: SeenBy;
  /** Of one that was merged into another: whether they see that. One that never was: true. */
  sees(id: ConversationId): boolean;
  /** As it was then. */
  saw(conversation: Conversation): boolean;
  seesMessage(id: MessageId): boolean;
  /**
   * Who took it out of the queue, where everybody saw it under this epoch, and has it since; null:
   * nobody, or it came about in another way.
   */
  fasterThan(id: ConversationId, epoch: Epoch): AgentId | null;
  /** `value` without what names a conversation that they do not see; undefined: nothing is left. */
  keep<T>(value: T): T | undefined;
}

/** Who sees which conversations, by the office's setting. The only place that decides it (I8). */
export class Sight {
  readonly #read: Reads;
  readonly #settings: CurrentSettings;

  constructor(read: Reads, settings: CurrentSettings) {
    this.#read = read;
    this.#settings = settings;
  }

  seesAll({ role }: Pick<Agent, 'role'>): boolean {
    return !this.isNarrow || can(role, 'see-every-chat');
  }

  /** Not everybody sees everything. */
  get isNarrow(): boolean {
    return this.#settings.current().visibility.agentsSee === 'queue-and-own';
  }

  /** Null: they see everything. */
  of(agent: Pick<Agent, 'id' | 'role' | 'skills'>): View | null {
    return this.seesAll(agent) ? null : viewOf(this.#read, agent);
  }
}

function viewOf(read: Reads, { id: agentId, skills }: Pick<Agent, 'id' | 'skills'>): View {
  const now = read.agents.get(agentId) ?? { id: agentId, skills };
  const known = new Map<ConversationId, boolean>();
  const look = (id: ConversationId): boolean => {
    const conversation = read.conversations.get(read.merges.holderOf(id) ?? id);
    return conversation === null || isInSight(now, conversation);
  };
  const view: View = {
    by: { agentId, skills: now.skills },
    sees(id) {
      const isSeen = known.get(id) ?? look(id);
      known.set(id, isSeen);
      return isSeen;
    },
    saw: (conversation) => isInSight(now, conversation),
    seesMessage(id) {
      const message = read.messages.get(id);
      return message === null || view.sees(message.conversationId);
    },
    fasterThan: (id, epoch) => fasterThan(read, id, epoch),
    keep: (value) => keepVisible(value, (id) => view.sees(id)),
  };
  return view;
}

function fasterThan(read: Reads, id: ConversationId, epoch: Epoch): AgentId | null {
  const conversation = read.conversations.get(id);
  if (conversation?.epoch !== epoch + 1) return null;
  const fact = read.journal
    .handling([id], 0, Number.MAX_SAFE_INTEGER)
    .map((entry) => entry.fact)
    .filter(isHandlingFact)
    .findLast((each) => 'epoch' in each && each.epoch === conversation.epoch);
  const isFromQueue =
    (fact?.kind === 'conversation.claimed' ||
      (fact?.kind === 'conversation.transferred' && fact.fromId === null)) &&
    // A closed one only its last owner saw.
    fact.episode === undefined;
  return isFromQueue ? conversation.ownerId : null;
}
