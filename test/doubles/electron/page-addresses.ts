/**
 * Chromium cannot be taught a scheme from outside, so `app://deskline/` is `https://deskline/` to
 * the browser and everything that crosses over is renamed here.
 */
export const toApp = (url: string): string =>
  url.replace(/^(blob:)?https:\/\/deskline(?=\/|$)/, '$1app://deskline');

export const toBrowser = (url: string): string =>
  url.replace(/^app:\/\/deskline(?=\/|$)/, 'https://deskline');

/** A serialized origin; Chromium's are addresses of hosts it knows. */
export const originOf = (url: string): string =>
  url.startsWith('app://') ? 'app://deskline' : new URL(url).origin;
