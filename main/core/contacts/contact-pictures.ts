import type { Contact } from '#shared/domain/contact.ts';
import type { ConversationId, MediaHash } from '#shared/domain/ids.ts';
import { currentId } from './contact-handlers.ts';
import type { Ledger } from '../journal/ledger.ts';
import { GatewayError } from '../ports/gateway.ts';
import type { Gateway } from '../ports/gateway.ts';
import { StoreError } from '../ports/store.ts';
import type { MediaFiles } from '../ports/media-files.ts';
import type { Clock, Log } from '../ports/system.ts';
import { Tasks } from '../tasks.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A picture is looked at again when somebody writes and so long has passed. */
const FRESH_MS = 7 * DAY_MS;
/** WhatsApp's servers are asked, and numbers that ask a lot get banned. */
const GAP_MS = 8_000;
const LOOKS_A_DAY = 200;

interface Needs {
  readonly ledger: Ledger;
  readonly gateway: Gateway;
  readonly files: MediaFiles;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Fetches the pictures of people who write, rarely and one after the other: never of somebody who
 * did not write, nor of a whole list.
 */
export class ContactPictures {
  readonly #needs: Needs;
  readonly #wanted = new Set<ConversationId>();
  readonly #tasks: Tasks;
  #cancelGap: (() => void) | null = null;
  #isBusy = false;
  #isReady = false;
  #isStopped = false;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#tasks = new Tasks(needs.log);
  }

  start(): void {
    this.#needs.ledger.on(({ entries }) => {
      for (const { fact } of entries) {
        if (fact.kind === 'message.received') this.#wanted.add(fact.conversationId);
      }
      this.#pump();
    });
  }

  ready(): void {
    this.#isReady = true;
    this.#pump();
  }

  notReady(): void {
    this.#isReady = false;
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelGap?.();
  }

  /** After `stop`: resolves when nothing is under way any more. */
  idle(): Promise<void> {
    return this.#tasks.idle();
  }

  #pump(): void {
    if (!this.#isReady || this.#isStopped || this.#isBusy || this.#cancelGap !== null) return;
    const contact = this.#nextDue();
    if (contact === null) return;
    this.#isBusy = true;
    this.#tasks.start('looking for a picture', () =>
      this.#look(contact).finally(() => {
        this.#isBusy = false;
        if (this.#isStopped) return;
        this.#cancelGap = this.#needs.clock.after(GAP_MS, () => {
          this.#cancelGap = null;
          this.#pump();
        });
      }),
    );
  }

  /** Whoever was looked at lately is asked for again when they write after that. */
  #nextDue(): Contact | null {
    const { ledger, clock } = this.#needs;
    const { pictures, conversations } = ledger.read;
    if (pictures.looksSince(clock.now() - DAY_MS) >= LOOKS_A_DAY) return null;
    for (const id of this.#wanted) {
      this.#wanted.delete(id);
      const contact = conversations.get(currentId(ledger.read, id))?.contact;
      if (contact === undefined || contact.isBlocked) continue;
      const lookedAt = pictures.lookedAt(contact.address);
      // A clock that was set back must not keep a picture for years.
      if (lookedAt !== null && Math.abs(clock.now() - lookedAt) < FRESH_MS) continue;
      return contact;
    }
    return null;
  }

  async #look({ id, address, picture }: Contact): Promise<void> {
    const { ledger, gateway, files, log } = this.#needs;
    let found: MediaHash | null = picture;
    try {
      const file = await gateway.picture(address);
      found = file === null ? null : (await files.put(file)).hash;
    } catch (error) {
      if (!(error instanceof GatewayError) && !(error instanceof StoreError)) throw error;
      // Nobody was asked: the next message asks again.
      if (error.code === 'not-connected' || error instanceof StoreError) return;
      log.warn({ error }, 'a contact’s picture could not be fetched');
    }
    await ledger.write(({ tx, record }) => {
      const conversation = tx.conversations.byContact(id);
      if (conversation === null) return;
      record({
        kind: 'contact.picture-looked',
        conversationId: conversation.id,
        address,
        picture: found,
      });
    });
  }
}
