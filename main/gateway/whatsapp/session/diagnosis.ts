import type { Fact } from '../protocol.ts';

/** A page that is not the WhatsApp Web that this version knows. */
export class UnknownPage extends Error {
  override readonly name = 'UnknownPage';
}

/** The page that a browser shows when it cannot reach the real one. */
export class UnreachablePage extends Error {
  override readonly name = 'UnreachablePage';
}

const NO_NETWORK = /net::ERR_|ERR_INTERNET|ENOTFOUND/;
const TOO_SLOW = /auth timeout|ready timeout|took longer|timed out|timeout/i;
/** What a page says when something is not where it was looked for. */
const UNKNOWN_PAGE =
  /Requiring unknown module|is not a function|is not defined|Cannot read propert|Cannot destructure/;

/** What an error of the browser or the library means for the session. */
export function diagnose(error: unknown, hasBrowser: boolean): Fact {
  const text = error instanceof Error ? error.message : String(error);
  const detail = firstLine(text);
  if (error instanceof UnreachablePage || NO_NETWORK.test(text)) {
    return { type: 'no-network', detail };
  }
  if (text.includes('already running')) return { type: 'lost', trouble: 'profile-in-use', detail };
  if (!hasBrowser) return { type: 'lost', trouble: 'browser-failed', detail };
  if (error instanceof UnknownPage || UNKNOWN_PAGE.test(text)) {
    return { type: 'changed', reason: 'unknown-page', detail };
  }
  if (TOO_SLOW.test(text)) return { type: 'lost', trouble: 'start-too-slow', detail };
  return { type: 'lost', trouble: 'page-failed', detail };
}

/** What WhatsApp's word for closing the session means; null when it is not one of these words. */
export function closingFact(state: string): Fact | null {
  switch (state) {
    case 'DEPRECATED_VERSION':
      return { type: 'changed', reason: 'outdated', detail: state };
    case 'TOS_BLOCK':
    case 'SMB_TOS_BLOCK':
      return { type: 'blocked', by: 'whatsapp' };
    case 'PROXYBLOCK':
      return { type: 'blocked', by: 'proxy' };
    default:
      return null;
  }
}

/** What the library's reason for ending means. */
export function disconnectFact(state: string): Fact {
  if (state === 'LOGOUT' || state === 'UNPAIRED' || state === 'UNPAIRED_IDLE') {
    return { type: 'logged-out' };
  }
  return closingFact(state) ?? { type: 'lost', trouble: 'session-closed', detail: state };
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').slice(0, 200);
}
