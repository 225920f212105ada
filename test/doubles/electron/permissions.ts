import type { Browser } from 'puppeteer';
import type { WebContentsDouble } from './web-contents.ts';

type MediaType = 'video' | 'audio';

/** Chromium's names for what Electron asks its permission check about. */
const PERMISSIONS = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['media', 'camera', 'video'],
  ['media', 'microphone', 'audio'],
  ['midi', 'midi'],
  ['persistent-storage', 'persistent-storage'],
  ['idle-detection', 'idle-detection'],
] as const satisfies readonly (readonly [string, string, MediaType?])[];

/** Asks the product about each permission once and has Chromium answer pages accordingly. */
export async function applyPermissions(
  browser: Browser,
  contents: WebContentsDouble,
): Promise<void> {
  const cdp = await browser.target().createCDPSession();
  for (const [electronName, name, mediaType] of PERMISSIONS) {
    const isGranted = contents.session.grants(contents, electronName, 'app://deskline', mediaType);
    await cdp.send('Browser.setPermission', {
      origin: 'https://deskline',
      permission: { name },
      setting: isGranted ? 'granted' : 'denied',
    });
  }
}
