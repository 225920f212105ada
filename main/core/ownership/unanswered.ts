import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId, ConversationId } from '#shared/domain/ids.ts';
import type { Answering } from '#shared/domain/presence.ts';
import type { OfficeHours } from '../hours/office-hours.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { Reads } from '../ports/reads.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { Tasks } from '../tasks.ts';
import { give } from './transfer.ts';

const MINUTE_MS = 60_000;
const LOOK_EVERY_MS = 15_000;
/** Later than this after it was due, nobody looked, or it was closed: the owner is told anew. */
const MISSED_AFTER_MS = 2 * MINUTE_MS;

interface Needs {
  readonly ledger: Ledger;
  readonly settings: CurrentSettings;
  readonly hours: Pick<OfficeHours, 'isOpenAt' | 'openMsBetween'>;
  readonly answering: { all(): Answering[] };
  readonly clock: Clock;
  readonly log: Log;
}

/** Owners whose customers wait for too long: they are told, then others may answer. */
export class Unanswered {
  readonly #needs: Needs;
  readonly #tasks: Tasks;
  #cancel = () => {};
  #unsubscribe = () => {};
  #isRunning = false;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#tasks = new Tasks(needs.log);
  }

  start(): void {
    this.#isRunning = true;
    this.#unsubscribe = this.#needs.settings.on(() => this.#look());
    this.#look();
  }

  stop(): void {
    this.#isRunning = false;
    this.#unsubscribe();
    this.#cancel();
  }

  /** Resolves when nothing is being written any more. */
  idle(): Promise<void> {
    return this.#tasks.idle();
  }

  #look(): void {
    this.#cancel();
    if (!this.#isRunning || this.#minutes.answerWithinMinutes === 0) return;
    this.#cancel = this.#needs.clock.after(LOOK_EVERY_MS, () => this.#look());
    this.#tasks.start('looking for customers without an answer', () => this.#passTime());
  }

  get #minutes() {
    return this.#needs.settings.current().ownership;
  }

  async #passTime(): Promise<void> {
    const { ledger } = this.#needs;
    if (this.#due(ledger.read).length === 0) return;
    await ledger.write((unit) => {
      for (const { conversation, ownerId, dueAt } of this.#due(unit.tx)) {
        if (dueAt === null) giveBack(unit, conversation);
        else {
          const { id: conversationId } = conversation;
          unit.record({ kind: 'conversation.answer-due', conversationId, ownerId, dueAt });
        }
      }
    });
  }

  /** `dueAt` null: its time is up. */
  #due(read: Reads): Due[] {
    const { clock } = this.#needs;
    const { answerWithinMinutes, answerWarnMinutes } = this.#minutes;
    if (answerWithinMinutes === 0) return [];
    const within = answerWithinMinutes * MINUTE_MS;
    // There is always time to answer between the two.
    const warn = Math.min(answerWarnMinutes * MINUTE_MS, within);
    const now = clock.now();
    const writing = new Map(
      this.#needs.answering.all().map((each) => [each.conversationId, each.agentIds]),
    );
    return read.conversations
      .unanswered(now - within + warn)
      .flatMap((each) => this.#dueOf(read, each, { now, within, warn, writing }) ?? []);
  }

  #dueOf(read: Reads, conversation: Conversation, look: Look): Due | null {
    const { ownerId, tags, answerDueAt, waitingSince } = conversation;
    const { now, within, warn, writing } = look;
    const { hours } = this.#needs;
    if (ownerId === null || waitingSince === null || !hours.isOpenAt(now, tags)) return null;
    const wasTold = answerDueAt !== null && now - answerDueAt < MISSED_AFTER_MS;
    if (wasTold) {
      const isWriting = writing.get(conversation.id)?.includes(ownerId) ?? false;
      return now < answerDueAt || isWriting ? null : { conversation, ownerId, dueAt: null };
    }
    const since = Math.max(waitingSince, gotIt(read, conversation.id));
    const left = within - hours.openMsBetween(since, now, tags);
    return left > warn ? null : { conversation, ownerId, dueAt: now + Math.max(left, warn) };
  }
}

interface Due {
  readonly conversation: Conversation;
  readonly ownerId: AgentId;
  readonly dueAt: number | null;
}

interface Look {
  readonly now: number;
  readonly within: number;
  readonly warn: number;
  readonly writing: ReadonlyMap<ConversationId, readonly AgentId[]>;
}

/** Since when its owner has it before them. */
function gotIt({ journal }: Reads, id: ConversationId): number {
  const entries = journal.handling([id], 0, Number.MAX_SAFE_INTEGER);
  return entries.findLast(({ fact }) => BRINGS_TO_OWNER.has(fact.kind))?.at ?? 0;
}

const BRINGS_TO_OWNER: ReadonlySet<string> = new Set([
  'conversation.claimed',
  'conversation.transferred',
  'conversation.taken-over',
  'conversation.undone',
  'conversation.woken',
]);

function giveBack(unit: Unit, conversation: Conversation): void {
  const given = { toId: null, tagId: null, why: 'not-answered', noteId: null } as const;
  give(unit, conversation, given, null);
}
