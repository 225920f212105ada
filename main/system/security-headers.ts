/** What every answer to a screen carries, from the host or from the shell. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(self), usb=()',
};

/** Nothing in data runs, also when a browser is made to open it as a page. */
export const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** What the screens may load. `hub` is where their live connection goes (`wss://…`), if known. */
export function screenPolicy(hub: string | null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // Virtual lists and menus place their elements by style attributes.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    `connect-src 'self'${hub === null ? '' : ` ${hub}`}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}
