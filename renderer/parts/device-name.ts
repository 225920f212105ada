import { t } from '#renderer/i18n/index.ts';

type Known = readonly (readonly [RegExp, string])[];

/** In this order: most of them also say that they are Chrome or Safari. */
const BROWSERS: Known = [
  [/^Deskline desktop/, 'Deskline'],
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\b(Headless)?Chrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: Known = [
  [/\biPad\b/, 'iPad'],
  [/\biPhone\b/, 'iPhone'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b|\(win32\)/, 'Windows'],
  [/\bMac OS X\b|\(darwin\)/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b|\(linux\)/, 'Linux'],
];

/** What people call a browser or app by what it says it is: “Firefox on Windows”. */
export function deviceName(userAgent: string): string {
  const find = (known: Known) => known.find(([sign]) => sign.test(userAgent))?.[1] ?? null;
  const [browser, system] = [find(BROWSERS), find(SYSTEMS)];
  if (browser !== null && system !== null) return t.welcome.devices.on(browser, system);
  return browser ?? system ?? t.welcome.devices.unknown;
}
