import type { CustomScheme, WebFrameMain } from 'electron';

export const SCREENS_SCHEME = 'app';
export const SCREENS_HOST = 'deskline';
export const SCREENS_ORIGIN = `${SCREENS_SCHEME}://${SCREENS_HOST}`;
export const SCREENS_URL = `${SCREENS_ORIGIN}/`;

/** What the scheme is to Chromium: an origin of its own, secure, with fetch and streams. */
export const SCREENS_PRIVILEGES: CustomScheme = {
  scheme: SCREENS_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
};

/** Whether a frame is a screen of ours: the top frame of its window, at our origin. */
export function isScreen(frame: Pick<WebFrameMain, 'origin' | 'parent'> | null): boolean {
  return frame !== null && frame.parent === null && frame.origin === SCREENS_ORIGIN;
}

/** Whether an address or a serialized origin is the screens'. */
export function isScreensUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, host, username, password } = new URL(text);
  return protocol === `${SCREENS_SCHEME}:` && host === SCREENS_HOST && !username && !password;
}
