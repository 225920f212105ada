import { isTalking } from '#shared/domain/bot/part.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { isAgentFact } from '#shared/domain/agent.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type { ConversationChange } from '../journal/conversation-change.ts';
import type { Commit, Ledger } from '../journal/ledger.ts';
import type { OfficeHours } from '../hours/office-hours.ts';
import type { Clock, Log } from '../ports/system.ts';
import { isAvailable } from '../presence/is-available.ts';
import type { Reads } from '../ports/reads.ts';
import type { WhoIsHere } from '../presence/presence.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { Tasks } from '../tasks.ts';
import { lastOwnerOf } from './last-owner.ts';
import type { Moment } from './moment.ts';
import { lookFor, placesOf, rulesOf, serve, shareOut } from './waiting-room.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly presence: Pick<WhoIsHere, 'on'>;
  readonly hours: Pick<OfficeHours, 'isOpenAt' | 'isWorking' | 'on'>;
  readonly settings: CurrentSettings;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Who gets a conversation that begins to wait. A customer who comes back goes to the last owner,
 * when the office wants that and the last owner is online and has room; everything else is shared
 * out as the office wants, or waits until somebody takes it. While it is closed, everything waits.
 */
export class Routing {
  readonly #needs: Needs;
  readonly #tasks: Tasks;
  #unsubscribe: Unsubscribe[] = [];
  #isDue = false;
  #cancelPatience = () => {};

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#tasks = new Tasks(needs.log);
  }

  start(): void {
    const { ledger, presence, hours, settings } = this.#needs;
    this.#unsubscribe = [
      ledger.on((commit) => this.#follow(commit)),
      presence.on(({ status }) => {
        if (status === 'online') this.#shareOut();
      }),
      settings.on(() => this.#shareOut()),
      hours.on(() => this.#shareOut()),
    ];
    this.#shareOut();
  }

  stop(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#cancelPatience();
  }

  /** Resolves when nothing is being written any more. */
  idle(): Promise<void> {
    return this.#tasks.idle();
  }

  #follow({ entries, changes }: Commit): void {
    for (const { before, after } of changes) {
      const cameBack = before?.state === 'closed' && after?.state === 'waiting';
      if (!cameBack || isTalking(after.bot)) continue;
      if (this.#lastOwnerOf(after, before.lastAt) === null) continue;
      this.#tasks.start('giving a conversation to its last owner', () =>
        this.#giveToLastOwner(after, before.lastAt),
      );
    }
    const areOthers = entries.some(({ fact }) => isAgentFact(fact));
    if (areOthers || changes.some(mattersToTheQueue)) this.#shareOut();
  }

  /** Once for all that happened in one turn, after what goes to last owners. */
  #shareOut(): void {
    const { ledger, settings } = this.#needs;
    if (this.#isDue || settings.current().routing.mode === 'manual') return;
    this.#isDue = true;
    this.#tasks.start('sharing out what waits', async () => {
      try {
        const patience = await ledger.write((unit) => {
          // What happens from now on is another round.
          this.#isDue = false;
          return shareOut(unit, this.#moment(), rulesOf(settings.current()));
        });
        this.#lookAgainAfter(patience);
      } finally {
        this.#isDue = false;
      }
    });
  }

  /** What waited for those who know what it is about is anybody's by then. */
  #lookAgainAfter(ms: number | null): void {
    this.#cancelPatience();
    if (ms === null || this.#unsubscribe.length === 0) return;
    this.#cancelPatience = this.#needs.clock.after(ms, () => this.#shareOut());
  }

  /** In a unit of its own: somebody may have claimed it meanwhile. */
  async #giveToLastOwner({ id }: Conversation, silentSince: number): Promise<void> {
    const { ledger, settings } = this.#needs;
    await ledger.write((unit) => {
      const waiting = unit.tx.conversations.get(id);
      if (waiting?.state !== 'waiting') return;
      const lastOwnerId = this.#lastOwnerOf(waiting, silentSince);
      const moment = this.#moment();
      const places = placesOf(unit.tx, moment);
      const wanted = { tags: waiting.tags, waiting, lastOwnerId };
      const decision = lookFor(unit.tx, places, wanted, rulesOf(settings.current()), moment);
      if (decision.why === 'last-owner') serve(unit, waiting, decision);
    });
  }

  #lastOwnerOf(conversation: Conversation, silentSince: number) {
    const { settings, clock } = this.#needs;
    return lastOwnerOf(conversation, silentSince, settings.current(), clock.now());
  }

  /** Whether somebody is there who knows this customer, so that nobody else has to greet them. */
  isForLastOwner(
    read: Pick<Reads, 'presence'>,
    conversation: Conversation,
    silentSince: number,
  ): boolean {
    const { hours, clock } = this.#needs;
    const owner = this.#lastOwnerOf(conversation, silentSince);
    if (owner === null || !isAvailable(read, owner)) return false;
    const now = clock.now();
    return hours.isOpenAt(now, conversation.tags) && hours.isWorking(owner, now);
  }

  #moment(): Moment {
    const { hours, clock } = this.#needs;
    return { hours, at: clock.now() };
  }
}

/** Something waits that did not, or for somebody else, or somebody has one open chat less. */
function mattersToTheQueue({ before, after }: ConversationChange): boolean {
  const isOther =
    before?.state !== 'waiting' ||
    isTalking(before.bot) ||
    before.tags !== after?.tags ||
    before.contact.isBlocked !== after.contact.isBlocked;
  // Whoever talks with the chatbot is not given to anybody yet.
  const waits = after?.state === 'waiting' && !isTalking(after.bot) && isOther;
  const hadIt = before?.state === 'open';
  return waits || (hadIt && (after?.state !== 'open' || after.ownerId !== before.ownerId));
}
