import { createContext } from 'svelte';
import type { WallClock } from './clock.svelte.ts';
import type { Desk } from './desk.svelte.ts';
import type { Leaving } from './leaving.svelte.ts';
import type { MessageTools } from './message-tools.svelte.ts';
import type { Session } from './session.svelte.ts';
import type { Theme } from './theme.svelte.ts';

/** What lives as long as the page. */
export interface Shell {
  readonly clock: WallClock;
  readonly theme: Theme;
  readonly session: Session;
}

export const [useShell, provideShell] = createContext<Shell>();
export const [useDesk, provideDesk] = createContext<Desk>();
export const [useLeaving, provideLeaving] = createContext<Leaving>();
/** Within an open conversation. */
export const [useMessageTools, provideMessageTools] = createContext<MessageTools>();
