import { playChime } from '#renderer/bridge/chime.ts';
import { isLookedAt, mayAlert, showNotice, standForSpeaker } from '#renderer/bridge/notices.ts';
import type { Attention } from './alerts.ts';

/** A window beside the inbox calls nobody. */
export const noAttention: Attention = {
  isLookedAt: () => false,
  mayAlert: () => false,
  chime: () => undefined,
  notice: () => undefined,
  elapsed: () => 0,
};

/** What this page, in a browser or in the desktop app, can do to be noticed. */
export function pageAttention(): Attention {
  standForSpeaker();
  return {
    isLookedAt,
    mayAlert,
    chime: (kind) => void playChime(kind),
    notice: showNotice,
    elapsed: () => performance.now(),
  };
}
