import type { WebContents } from 'electron';
import type { Log } from '#main/core/ports/system.ts';
import type { OpenExternal } from './open-external.ts';

interface NavigationOptions {
  readonly openExternal: OpenExternal;
  readonly log: Log;
}

/**
 * A window stays on its screen: it goes nowhere, opens no other window and holds no web view.
 * Links that ask for a new window go to the person's browser.
 */
export function guardNavigation(
  contents: WebContents,
  { openExternal, log }: NavigationOptions,
): void {
  const refuse = (what: string) => (event: { preventDefault(): void; readonly url?: string }) => {
    event.preventDefault();
    log.warn({ scheme: schemeOf(event.url) }, `A screen tried to ${what}.`);
  };
  // Of every frame, the top one included.
  contents.on('will-frame-navigate', refuse('leave'));
  contents.on('will-redirect', refuse('be redirected'));
  contents.on('will-attach-webview', refuse('embed a web view'));
  contents.setWindowOpenHandler(({ url }) => {
    openExternal(url).catch((error: unknown) => {
      log.warn({ error }, 'The browser could not be opened.');
    });
    return { action: 'deny' };
  });
}

/** Enough for the log; the rest of an address may be private. */
const schemeOf = (url: string | undefined): string | null =>
  url !== undefined && URL.canParse(url) ? new URL(url).protocol : null;
