import type { Draft } from '../domain/draft.ts';
import type { WelcomeFrame } from '../protocol/frames.ts';
import { Emitter } from '../util/emitter.ts';
import type { Unsubscribe } from '../util/emitter.ts';
import type { DraftNews, SharedDrafts } from './types.ts';

/** What the host has of this agent's drafts, as it was last told. */
export class HostDrafts implements SharedDrafts {
  readonly #news = new Emitter<DraftNews>();
  #all: readonly Draft[] | null = null;

  get all(): readonly Draft[] | null {
    return this.#all;
  }

  on(listener: (news: DraftNews) => void): Unsubscribe {
    return this.#news.on(listener);
  }

  welcome({ drafts }: WelcomeFrame): void {
    this.#all = drafts;
    this.#news.emit({ type: 'all', drafts });
  }

  changed(draft: Draft, revision: number): void {
    this.#news.emit({ type: 'one', draft, revision });
  }
}
