import { desktop } from './desktop.ts';

export type NoticePermission = 'granted' | 'denied' | 'undecided';

export interface Notice {
  readonly title: string;
  readonly body: string;
  /** A newer one with the same tag takes its place. */
  readonly tag: string;
  readonly onClick: () => void;
}

/** Whether the system shows our notices; `denied` also where it has none. */
export function noticePermission(): NoticePermission {
  if (!('Notification' in window)) return 'denied';
  const { permission } = Notification;
  return permission === 'default' ? 'undecided' : permission;
}

/** Asks the person; only in answer to a click of theirs. */
export async function askForNotices(): Promise<NoticePermission> {
  if ('Notification' in window) await Notification.requestPermission();
  return noticePermission();
}

export function showNotice({ title, body, tag, onClick }: Notice): void {
  if (noticePermission() !== 'granted') return;
  try {
    // The sound is ours; a system's own would come on top of it.
    const notice = new Notification(title, { body, tag, silent: true });
    notice.onclick = () => {
      notice.close();
      window.focus();
      void desktop?.window.show();
      onClick();
    };
  } catch {
    // Chrome on Android shows notices of service workers alone.
  }
}

/** Somebody is at this very page. */
export function isLookedAt(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

/** The desktop's icon shows how many wait, and asks for attention when it is more than before. */
export function showWaiting(count: number): void {
  void desktop?.window.setWaiting(count);
}

let isSpeaker = !('locks' in navigator);

/**
 * Of several screens in one browser one speaks, until it is closed. Asked for once, at the start of
 * the page.
 */
export function standForSpeaker(): void {
  if (isSpeaker) return;
  void navigator.locks.request('deskline.speaker', () => {
    isSpeaker = true;
    // Held as long as the page lives.
    return new Promise<never>(() => undefined);
  });
}

export function mayAlert(): boolean {
  return isSpeaker;
}
