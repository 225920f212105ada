import { playChime } from '#renderer/bridge/chime.ts';
import { isLookedAt, mayAlert, showNotice, standForSpeaker } from '#renderer/bridge/notices.ts';
import type { Attention } from './alerts.ts';

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
