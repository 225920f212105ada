import { closeSettingsWindow } from '#renderer/bridge/windows.ts';
import type { Destination } from '#shared/protocol/commands/handling.ts';
import type { Desk } from './desk.svelte.ts';
import { handOverAll } from './selection-actions.ts';

/** How somebody leaves their desk. */
export type WayOut = 'sign-out' | 'go-offline' | 'close-window';

/** Each takes whether its person was asked what becomes of their chats. */
type Ways = Readonly<Record<WayOut, (hasDecided: boolean) => Promise<void>>>;

/** Who leaves with chats of theirs is asked first what becomes of them. */
export class Leaving {
  /** Which way is asked about; null: none. */
  asked = $state.raw<WayOut | null>(null);
  readonly #desk: Desk;
  readonly #ways: Ways;

  constructor(desk: Desk, ways: Ways) {
    this.#desk = desk;
    this.#ways = ways;
  }

  /** Chats that are theirs, snoozed ones too. */
  get chats(): number {
    const { conversations } = this.#desk;
    return conversations.count('mine') + conversations.count('snoozed');
  }

  /** Without the host nothing can be handed over. */
  get mustAsk(): boolean {
    return this.chats > 0 && this.#desk.connection.status.name === 'online';
  }

  async start(way: WayOut): Promise<void> {
    // First of all what is unsaved in the settings: who stays there stays signed in.
    if (way === 'sign-out' && !(await closeSettingsWindow())) return;
    if (this.mustAsk) this.asked = way;
    else void this.#ways[way](false);
  }

  stay(): void {
    this.asked = null;
  }

  /** `to` null: the chats stay theirs. */
  async leave(to: Destination | null): Promise<void> {
    const way = this.asked;
    if (way === null) return;
    if (to !== null && !(await handOverAll(this.#desk, to, ''))) return;
    this.asked = null;
    await this.#ways[way](true);
  }
}
