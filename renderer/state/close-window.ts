import { desktop } from '#renderer/bridge/desktop.ts';
import type { Desk } from './desk.svelte.ts';
import type { Leaving } from './leaving.svelte.ts';

/**
 * Within an effect: in the desktop app a window whose person has chats asks what becomes of them
 * before it closes. A browser asks nothing of the kind: its tab is lost, not closed.
 */
export function watchClosing(leaving: Leaving): (() => void) | undefined {
  if (!desktop) return undefined;
  void desktop.window.askBeforeClosing(leaving.mustAsk);
  return desktop.window.onCloseAsked(() => void leaving.start('close-window'));
}

export async function closeWindow({ client }: Desk, hasDecided: boolean): Promise<void> {
  if (hasDecided) await client.command('presence.closes', {});
  await desktop?.window.close();
}
