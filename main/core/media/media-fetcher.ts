import type { MessageId } from '#shared/domain/ids.ts';
import { isMediaContent } from '#shared/domain/message.ts';
import type { Fact } from '#shared/domain/journal.ts';
import type { Content, Media } from '#shared/domain/message.ts';
import type { Ledger } from '../journal/ledger.ts';
import { GatewayError } from '../ports/gateway.ts';
import type { Gateway } from '../ports/gateway.ts';
import type { MediaFiles } from '../ports/store.ts';
import type { Clock, Log } from '../ports/system.ts';
import { Tasks } from '../tasks.ts';

const AT_ONCE = 2;
const TRIES = 3;
const PAUSE_MS = 10_000;

/** Content that came from WhatsApp. */
function contentIn(fact: Fact): { id: MessageId; content: Content } | null {
  switch (fact.kind) {
    case 'message.received':
    case 'message.observed':
      return fact.message;
    case 'message.completed':
      return { id: fact.messageId, content: fact.content };
    default:
      return null;
  }
}

interface Needs {
  readonly ledger: Ledger;
  readonly gateway: Gateway;
  readonly files: MediaFiles;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Fetches the files of incoming messages, which are stored before and whatever happens here. What
 * was pending when the host stopped is fetched after the next start.
 */
export class MediaFetcher {
  readonly #needs: Needs;
  readonly #queue: { id: MessageId; triesLeft: number }[] = [];
  readonly #timers = new Set<() => void>();
  readonly #tasks: Tasks;
  #running = 0;
  #isReady = false;
  #isStopped = false;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#tasks = new Tasks(needs.log);
  }

  start(): void {
    const { ledger } = this.#needs;
    for (const { id } of ledger.read.messages.withPendingMedia()) this.#add(id, TRIES);
    ledger.on(({ entries }) => {
      for (const { fact } of entries) {
        const news = contentIn(fact);
        if (news !== null && isMediaContent(news.content) && news.content.media.state === 'pending')
          this.#add(news.id, TRIES);
      }
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
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
  }

  /** After `stop`: resolves when nothing is under way any more. */
  idle(): Promise<void> {
    return this.#tasks.idle();
  }

  #add(id: MessageId, triesLeft: number): void {
    this.#queue.push({ id, triesLeft });
    this.#pump();
  }

  #pump(): void {
    while (this.#isReady && !this.#isStopped && this.#running < AT_ONCE) {
      const next = this.#queue.shift();
      if (next === undefined) return;
      this.#running += 1;
      this.#tasks.start('storing media', () =>
        this.#fetch(next.id, next.triesLeft).finally(() => {
          this.#running -= 1;
          this.#pump();
        }),
      );
    }
  }

  async #fetch(id: MessageId, triesLeft: number): Promise<void> {
    const { ledger, gateway, files, clock } = this.#needs;
    const message = ledger.read.messages.get(id);
    if (!message?.waKey || !isMediaContent(message.content)) return;
    const { media } = message.content;
    if (media.state !== 'pending') return;
    try {
      const fetched = await gateway.fetchMedia(message.waKey);
      const file = await files.put(fetched.bytes);
      await this.#change(id, {
        ...media,
        state: 'ready',
        hash: file.hash,
        bytes: file.bytes,
        mime: fetched.mime,
        fileName: media.fileName ?? fetched.fileName,
      });
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      // Without a connection no try was made; `ready` starts the queue again.
      const left = error.code === 'not-connected' ? triesLeft : triesLeft - 1;
      if (error.code === 'media-unavailable' || left === 0) {
        await this.#change(id, { ...media, state: 'failed' });
        return;
      }
      const cancel = clock.after(PAUSE_MS, () => {
        this.#timers.delete(cancel);
        this.#add(id, left);
      });
      this.#timers.add(cancel);
    }
  }

  #change(id: MessageId, media: Media): Promise<void> {
    return this.#needs.ledger.write(({ tx, record }) => {
      const message = tx.messages.get(id);
      if (message === null) return;
      const { conversationId } = message;
      record({ kind: 'message.media-changed', conversationId, messageId: id, media });
    });
  }
}
