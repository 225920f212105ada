import type { Agent } from '#shared/domain/agent.ts';
import { isHandlingFact } from '#shared/domain/handling.ts';
import type { AgentId, ConversationId, Epoch, MessageId } from '#shared/domain/ids.ts';
import { can } from '#shared/domain/rights.ts';
import { isInSight } from '#shared/domain/visibility.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { Reads, SeenBy } from '../ports/reads.ts';
import type { Clock } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { keepVisible } from './keep-visible.ts';

/** Who took a conversation out of the queue, where everybody saw it under the epoch before. */
export interface Faster {
  readonly agentId: AgentId;
  /** They have it since; otherwise it was passed on a moment ago. */
  readonly hasIt: boolean;
}

/** For so long who was slower is told who was faster, whatever became of it. */
const JUST_NOW_MS = 10_000;

/** What somebody sees at one moment, for somebody who does not see everything. Not to be kept. */
export interface View {
  readonly by: SeenBy;
  /** Of one that was merged into another: whether they see that. One that never was: true. */
  sees(id: ConversationId): boolean;
  /** As it was then. */
  saw(conversation: Conversation): boolean;
  seesMessage(id: MessageId): boolean;
  /** Null: nobody, or it came about in another way. */
  fasterThan(id: ConversationId, epoch: Epoch): Faster | null;
  /** `value` without what names a conversation that they do not see; undefined: nothing is left. */
  keep<T>(value: T): T | undefined;
}

/** Who sees which conversations, by the office's setting. The only place that decides it (I8). */
export class Sight {
  readonly #read: Reads;
  readonly #settings: CurrentSettings;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(read: Reads, settings: CurrentSettings, clock: Pick<Clock, 'now'>) {
    this.#read = read;
    this.#settings = settings;
    this.#clock = clock;
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
    return this.seesAll(agent) ? null : viewOf(this.#read, agent, this.#clock);
  }
}

function viewOf(
  read: Reads,
  { id: agentId, skills }: Pick<Agent, 'id' | 'skills'>,
  clock: Pick<Clock, 'now'>,
): View {
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
    fasterThan: (id, epoch) => fasterThan(read, id, epoch, clock.now()),
    keep: (value) => keepVisible(value, (id) => view.sees(id)),
  };
  return view;
}

function fasterThan(read: Reads, id: ConversationId, epoch: Epoch, now: number): Faster | null {
  const conversation = read.conversations.get(id);
  if (conversation === null || conversation.epoch <= epoch) return null;
  const entry = read.journal
    .handling([id], 0, Number.MAX_SAFE_INTEGER)
    .findLast(({ fact }) => 'epoch' in fact && fact.epoch === epoch + 1);
  const agentId = entry === undefined ? null : takerFromQueue(entry);
  if (entry === undefined || agentId === null) return null;
  const hasIt = conversation.epoch === epoch + 1 && conversation.ownerId === agentId;
  return hasIt || now - entry.at <= JUST_NOW_MS ? { agentId, hasIt } : null;
}

function takerFromQueue({ fact }: JournalEntry): AgentId | null {
  // A closed one only its last owner saw.
  if (!isHandlingFact(fact) || ('episode' in fact && fact.episode !== undefined)) return null;
  if (fact.kind === 'conversation.claimed') return fact.ownerId;
  return fact.kind === 'conversation.transferred' && fact.fromId === null ? fact.toId : null;
}
