import type { Conversation } from '#shared/domain/conversation.ts';
import { obstacleOf } from '#shared/domain/routing.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type { ConversationChange } from '../journal/conversation-change.ts';
import type { Commit, Ledger, Unit } from '../journal/ledger.ts';
import { give } from '../ownership/transfer.ts';
import type { OfficeHours } from '../hours/office-hours.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { WhoIsHere } from '../presence/presence.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { Tasks } from '../tasks.ts';
import { placeOf, rulesOf, shareOut } from './waiting-room.ts';
import type { Moment } from './waiting-room.ts';

const DAY_MS = 24 * 60 * 60_000;

interface Needs {
  readonly ledger: Ledger;
  readonly presence: Pick<WhoIsHere, 'isAvailable' | 'on'>;
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
  }

  /** Resolves when nothing is being written any more. */
  idle(): Promise<void> {
    return this.#tasks.idle();
  }

  #follow({ changes }: Commit): void {
    for (const { before, after } of changes) {
      const cameBack = before?.state === 'closed' && after?.state === 'waiting';
      if (!cameBack || !this.#isForLastOwner(after, before.lastAt)) continue;
      this.#tasks.start('giving a conversation to its last owner', () =>
        this.#giveToLastOwner(after, before.lastAt),
      );
    }
    if (changes.some(mattersToTheQueue)) this.#shareOut();
  }

  /** Once for all that happened in one turn, after what goes to last owners. */
  #shareOut(): void {
    const { ledger, settings } = this.#needs;
    if (this.#isDue || settings.current().routing.mode === 'manual') return;
    this.#isDue = true;
    this.#tasks.start('sharing out what waits', async () => {
      try {
        await ledger.write((unit) => {
          // What happens from now on is another round.
          this.#isDue = false;
          shareOut(unit, this.#moment(), rulesOf(settings.current()));
        });
      } finally {
        this.#isDue = false;
      }
    });
  }

  /** In a unit of its own: somebody may have claimed it meanwhile. */
  async #giveToLastOwner({ id }: Conversation, silentSince: number): Promise<void> {
    await this.#needs.ledger.write((unit) => {
      const conversation = unit.tx.conversations.get(id);
      if (conversation?.state !== 'waiting') return;
      if (!this.#isForLastOwner(conversation, silentSince)) return;
      if (!this.#hasRoom(unit, conversation)) return;
      const { lastOwnerId: toId } = conversation;
      give(unit, conversation, { toId, tagId: null, why: 'last-owner', noteId: null }, null);
    });
  }

  /** Not when there is none, when it was too long ago, or when they, or the office, are not there. */
  #isForLastOwner({ lastOwnerId, tags }: Conversation, silentSince: number): boolean {
    const { settings, clock, presence, hours } = this.#needs;
    const { lastOwnerDays } = settings.current().routing;
    if (lastOwnerId === null || lastOwnerDays === 0) return false;
    const now = clock.now();
    if (now - silentSince > lastOwnerDays * DAY_MS || !hours.isOpenAt(now, tags)) return false;
    return presence.isAvailable(lastOwnerId);
  }

  #hasRoom({ tx }: Unit, { lastOwnerId }: Conversation): boolean {
    const { settings } = this.#needs;
    const owner = lastOwnerId === null ? null : tx.agents.get(lastOwnerId);
    if (owner === null) return false;
    const place = { ...placeOf(tx, this.#moment(), owner), gaveItBack: false };
    return obstacleOf(place, { ...rulesOf(settings.current()), includesAdmins: true }) === null;
  }

  #moment(): Moment {
    const { presence, hours, clock } = this.#needs;
    return { presence, hours, at: clock.now() };
  }
}

/** Something waits that did not, or somebody has one open chat less. */
function mattersToTheQueue({ before, after }: ConversationChange): boolean {
  const waits = after?.state === 'waiting' && before?.state !== 'waiting';
  const hadIt = before?.state === 'open';
  return waits || (hadIt && (after?.state !== 'open' || after.ownerId !== before.ownerId));
}
