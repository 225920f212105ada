import { accessSync, constants, statSync } from 'node:fs';
import { basename, delimiter, join, resolve } from 'node:path';
import { Browser, ChromeReleaseChannel, computeSystemExecutablePath } from '@puppeteer/browsers';
import type { MissingBrowser } from './browser-source.ts';

export interface FoundBrowser {
  /** Absolute. */
  readonly path: string;
  readonly name: string;
}

/** Where browsers may be; another one in tests. */
export interface BrowserPlaces {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folders that are looked through besides those of the environment. */
  readonly folders: readonly string[];
  readonly chrome: () => string | null;
}

const REMEDY = 'Install Google Chrome, Chromium or Edge, or start with --browser PATH.';

const CHROME = 'Google Chrome';
const CHROMIUM = 'Chromium';
const EDGE = 'Microsoft Edge';

/** A browser that can run WhatsApp Web: the requested one, else an installed one. */
export async function findBrowser(
  { requested }: { readonly requested?: string | undefined } = {},
  places: BrowserPlaces = thisComputer(),
): Promise<FoundBrowser | MissingBrowser> {
  if (requested !== undefined) return requestedBrowser(requested);
  const found = installed(places).find(({ path }) => problemWith(path) === null);
  return found ?? { problem: 'none-found', detail: `No browser was found. ${REMEDY}` };
}

function requestedBrowser(requested: string): FoundBrowser | MissingBrowser {
  const path = resolve(requested);
  const problem = problemWith(path);
  if (problem !== null) {
    return { problem: 'not-usable', detail: `The browser ${path} ${problem}. ${REMEDY}` };
  }
  return { path, name: basename(path) };
}

function problemWith(path: string): string | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 'does not exist';
  if (!stat.isFile()) return 'is not a file';
  try {
    accessSync(path, constants.X_OK);
    return null;
  } catch {
    return 'cannot be executed';
  }
}

/** Where the browsers would be, the better choice first. */
function installed(places: BrowserPlaces): FoundBrowser[] {
  const chrome = places.chrome();
  const others = relativePaths(places.platform);
  const folders = [...places.folders, ...foldersOf(places)];
  return [
    ...(chrome === null ? [] : [{ path: chrome, name: CHROME }]),
    ...others.flatMap(({ name, paths }) =>
      paths.flatMap((path) => folders.map((folder) => ({ name, path: join(folder, path) }))),
    ),
  ];
}

function foldersOf({ platform, env }: BrowserPlaces): string[] {
  if (platform === 'win32') {
    const names = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];
    return names.flatMap((name) => env[name] ?? []);
  }
  if (platform === 'darwin') {
    return env['HOME'] === undefined ? [] : [join(env['HOME'], 'Applications')];
  }
  return (env['PATH'] ?? '').split(delimiter).filter(Boolean);
}

interface RelativePaths {
  readonly name: string;
  readonly paths: readonly string[];
}

function relativePaths(platform: NodeJS.Platform): RelativePaths[] {
  if (platform === 'win32') {
    return [
      { name: CHROME, paths: [join('Google', 'Chrome', 'Application', 'chrome.exe')] },
      { name: CHROMIUM, paths: [join('Chromium', 'Application', 'chrome.exe')] },
      { name: EDGE, paths: [join('Microsoft', 'Edge', 'Application', 'msedge.exe')] },
    ];
  }
  if (platform === 'darwin') {
    return [CHROME, CHROMIUM, EDGE].map((name) => ({
      name,
      paths: [join(`${name}.app`, 'Contents', 'MacOS', name)],
    }));
  }
  return [
    { name: CHROME, paths: ['google-chrome-stable', 'google-chrome'] },
    { name: CHROMIUM, paths: ['chromium', 'chromium-browser'] },
    { name: EDGE, paths: ['microsoft-edge-stable', 'microsoft-edge'] },
  ];
}

function thisComputer(): BrowserPlaces {
  return {
    platform: process.platform,
    env: process.env,
    folders: process.platform === 'darwin' ? ['/Applications'] : [],
    chrome: systemChrome,
  };
}

function systemChrome(): string | null {
  try {
    return computeSystemExecutablePath({
      browser: Browser.CHROME,
      channel: ChromeReleaseChannel.STABLE,
    });
  } catch {
    // It throws when there is none, or when the platform is unknown to it.
    return null;
  }
}
