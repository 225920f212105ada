import { desktop } from './desktop.ts';

/**
 * For a click on a link to the web: the desktop app hands the address to the person's browser,
 * a browser follows the link by itself.
 */
export function followLink(event: MouseEvent, url: string): void {
  if (!desktop) return;
  event.preventDefault();
  void desktop.openExternal(url);
}
