import type { MessageId } from '#shared/domain/ids.ts';
import type { Fact } from '#shared/domain/journal.ts';
import { isMediaContent } from '#shared/domain/message.ts';
import type { Content, Media } from '#shared/domain/message.ts';
import type { Ledger } from '../journal/ledger.ts';
import { GatewayError } from '../ports/gateway.ts';
import type { Gateway } from '../ports/gateway.ts';
import { StoreError } from '../ports/store.ts';
import type { MediaFiles } from '../ports/media-files.ts';
import type { Clock, Log } from '../ports/system.ts';
import { Tasks } from '../tasks.ts';

const AT_ONCE = 2;
/** Before the second try, the third and so on; after the last one a person may try again. */
const PAUSES_MS = [5_000, 30_000, 120_000, 600_000] as const;
/** When nothing was tried: no connection, or no room on the disk. */
const WAIT_MS = 15_000;

interface Needs {
  readonly ledger: Ledger;
  readonly gateway: Gateway;
  readonly files: MediaFiles;
  readonly clock: Clock;
  readonly log: Log;
  /** Bytes above which a file waits for somebody to ask for it. */
  readonly largest: () => number;
}

interface Wanted {
  readonly id: MessageId;
  readonly tries: number;
  /** Of taken over history: fetched when nothing else is to be. */
  readonly isImported: boolean;
}

/**
 * Fetches the files of incoming messages, which are stored before and whatever happens here. What
 * was pending when the host stopped is fetched after the next start.
 */
export class MediaFetcher {
  readonly #needs: Needs;
  readonly #queue: Wanted[] = [];
  readonly #lazily: Wanted[] = [];
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
    for (const { id, isImported } of ledger.read.messages.withPendingMedia()) {
      this.#add({ id, tries: 0, isImported });
    }
    ledger.on(({ entries }) => {
      for (const { fact } of entries) this.#follow(fact);
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

  #follow(fact: Fact): void {
    const news = arrivalIn(fact);
    if (news !== null && isMediaContent(news.content) && news.content.media.state === 'pending') {
      const { media } = news.content;
      if ((media.bytes ?? 0) > this.#needs.largest()) this.#hold(news.id, media);
      else this.#add({ id: news.id, tries: 0, isImported: fact.kind === 'message.imported' });
    }
    // Somebody asked for it.
    if (fact.kind === 'message.media-changed' && fact.media.state === 'pending') {
      this.#add({ id: fact.messageId, tries: 0, isImported: false });
    }
  }

  #hold(id: MessageId, media: Media): void {
    this.#tasks.start('holding a large file back', () =>
      this.#change(id, { ...media, state: 'held' }),
    );
  }

  #add(wanted: Wanted): void {
    (wanted.isImported ? this.#lazily : this.#queue).push(wanted);
    this.#pump();
  }

  #pump(): void {
    while (this.#isReady && !this.#isStopped && this.#running < AT_ONCE) {
      const next = this.#queue.shift() ?? this.#lazily.shift();
      if (next === undefined) return;
      this.#running += 1;
      this.#tasks.start('storing media', () =>
        this.#fetch(next).finally(() => {
          this.#running -= 1;
          this.#pump();
        }),
      );
    }
  }

  async #fetch(wanted: Wanted): Promise<void> {
    const { ledger, gateway, files } = this.#needs;
    const { id } = wanted;
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
        mime: fetched.mime || media.mime,
        fileName: media.fileName ?? fetched.fileName,
      });
    } catch (error) {
      await this.#failed(wanted, media, error);
    }
  }

  async #failed(wanted: Wanted, media: Media, error: unknown): Promise<void> {
    const { id, tries } = wanted;
    const isOurs = error instanceof StoreError;
    if (!isOurs && !(error instanceof GatewayError)) throw error;
    if (isOurs || error.code === 'not-connected') return void this.#later(WAIT_MS, wanted);
    if (error.code === 'media-unavailable') return this.#change(id, { ...media, state: 'gone' });
    const pause = PAUSES_MS[tries];
    if (pause === undefined) return this.#change(id, { ...media, state: 'failed' });
    this.#later(pause, { ...wanted, tries: tries + 1 });
  }

  #later(ms: number, wanted: Wanted): void {
    if (this.#isStopped) return;
    const cancel = this.#needs.clock.after(ms, () => {
      this.#timers.delete(cancel);
      this.#add(wanted);
    });
    this.#timers.add(cancel);
  }

  #change(id: MessageId, media: Media): Promise<void> {
    return this.#needs.ledger.write(({ tx, record }) => {
      const message = tx.messages.get(id);
      // Asked for meanwhile, it may have arrived already.
      if (message === null || !isMediaContent(message.content)) return;
      if (message.content.media.state !== 'pending') return;
      const { conversationId } = message;
      record({ kind: 'message.media-changed', conversationId, messageId: id, media });
    });
  }
}

/** Content that came from WhatsApp. */
function arrivalIn(fact: Fact): { id: MessageId; content: Content } | null {
  switch (fact.kind) {
    case 'message.received':
    case 'message.observed':
    case 'message.imported':
      return fact.message;
    case 'message.completed':
      return { id: fact.messageId, content: fact.content };
    default:
      return null;
  }
}
