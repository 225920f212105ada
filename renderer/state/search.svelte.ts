import type { HubClient } from '#shared/client/types.ts';
import type { CommandResult } from '#shared/protocol/commands/index.ts';

export type SearchResults = CommandResult<'search'>;
export type SearchState = 'idle' | 'short' | 'searching' | 'found' | 'failed';

const PAUSE_MS = 120;
const LIMIT = 30;

/** The search field and what was found for it. */
export class Search {
  state = $state<SearchState>('idle');
  results = $state.raw<SearchResults | null>(null);
  #text = $state('');
  readonly #client: HubClient;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(client: HubClient) {
    this.#client = client;
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    this.#asked++;
    clearTimeout(this.#timer);
    if (text.trim() === '') {
      this.state = 'idle';
      this.results = null;
    } else if (!/[\p{L}\p{N}]{2}/u.test(text)) {
      this.state = 'short';
      this.results = null;
    } else {
      this.#timer = setTimeout(() => void this.#ask(), PAUSE_MS);
    }
  }

  get isActive(): boolean {
    return this.#text.trim() !== '';
  }

  async #ask(): Promise<void> {
    const asked = this.#asked;
    this.state = 'searching';
    const reply = await this.#client.command('search', {
      text: this.#text.trim().slice(0, 200),
      limit: LIMIT,
    });
    // The text has changed since: this answer belongs to another question.
    if (asked !== this.#asked) return;
    this.state = reply.ok ? 'found' : 'failed';
    this.results = reply.ok ? reply.value : null;
  }
}
