import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  Browser,
  BrowserPlatform,
  computeExecutablePath,
  detectBrowserPlatform,
  getDownloadUrl,
  install,
} from '@puppeteer/browsers';
import type { Clock } from '#main/core/ports/system.ts';
import type { BrowserProblem } from '#shared/domain/number.ts';
import type { DownloadProgress } from './browser-source.ts';

/** The Chrome that the library which drives it was made for; see its `PUPPETEER_REVISIONS`. */
export const CHROME_BUILD = '146.0.7680.31';

const ANSWER_MS = 20_000;
const STALL_MS = 60_000;

interface BrowserDownload {
  /** Absolute path of the folder that browsers are kept in. */
  readonly directory: string;
  readonly clock: Clock;
  readonly onProgress: (progress: DownloadProgress) => void;
  readonly signal: AbortSignal;
  /** Another place than Google's. */
  readonly baseUrl?: string | undefined;
  readonly platform?: BrowserPlatform | undefined;
  /** Milliseconds without a byte after which the download has failed. */
  readonly stallMs?: number;
}

export class BrowserDownloadError extends Error {
  readonly problem: BrowserProblem;

  constructor(problem: BrowserProblem, message: string) {
    super(message);
    this.name = 'BrowserDownloadError';
    this.problem = problem;
  }
}

/** A system that Chrome exists for; null elsewhere. */
export function downloadPlatform(): BrowserPlatform | null {
  const platform = detectBrowserPlatform();
  // There is no Chrome for it, only one for other processors under the same name.
  return platform === undefined || platform === BrowserPlatform.LINUX_ARM ? null : platform;
}

/** Where a downloaded browser is, whether or not it is there. */
export function downloadedPath(directory: string, platform: BrowserPlatform): string {
  return executable(join(directory, CHROME_BUILD), platform);
}

/**
 * Fetches Chrome into the folder and gives its path. What is there is complete: it is unpacked
 * beside its place and moved there. Rejects with a BrowserDownloadError.
 */
export async function downloadBrowser(download: BrowserDownload): Promise<string> {
  const { directory } = download;
  const platform = download.platform ?? downloadPlatform();
  if (platform === null) throw new BrowserDownloadError('none-found', 'No Chrome for this system.');
  // What an earlier attempt left may be of any length.
  const unfinished = join(directory, 'unfinished');
  const finished = join(directory, CHROME_BUILD);
  try {
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    const build = { browser: Browser.CHROME, buildId: CHROME_BUILD, platform };
    const options = { ...build, cacheDir: unfinished };
    const archive = await fetchArchive(download, platform, options);
    await checkArchive(archive.path, archive.size, archive.md5);
    await install({ ...options, ...baseUrlOf(download) });
    await rm(finished, { recursive: true, force: true });
    await rename(unfinished, finished);
    return executable(finished, platform);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw explained(error);
  }
}

const baseUrlOf = ({ baseUrl }: BrowserDownload) => (baseUrl === undefined ? {} : { baseUrl });

function executable(cacheDir: string, platform: BrowserPlatform): string {
  const build = { browser: Browser.CHROME, buildId: CHROME_BUILD, platform };
  return computeExecutablePath({ ...build, cacheDir });
}

interface Archive {
  readonly path: string;
  readonly size: number | null;
  readonly md5: string | null;
}

async function fetchArchive(
  download: BrowserDownload,
  platform: BrowserPlatform,
  options: Omit<Parameters<typeof install>[0], 'unpack'>,
): Promise<Archive> {
  const { onProgress, signal, clock, stallMs = STALL_MS } = download;
  const url = getDownloadUrl(Browser.CHROME, platform, CHROME_BUILD, download.baseUrl);
  const { size, md5 } = await announced(url, signal);
  const report = sparsely(onProgress);
  report({ done: 0, total: size });

  let total = size;
  const stall = watchStall(clock, stallMs, signal);
  const downloadProgressCallback = (done: number, announcedTotal: number) => {
    stall.alive();
    if (announcedTotal > 0) total = announcedTotal;
    report({ done, total });
  };
  try {
    const fetching = install({
      ...options,
      ...baseUrlOf(download),
      downloadProgressCallback,
      unpack: false,
    });
    const path = await Promise.race([fetching, stall.stalled]);
    return { path, size: total, md5 };
  } finally {
    stall.end();
  }
}

const STEPS = 100;
const STEP_BYTES = 2_000_000;

/** Every chunk would be a frame to every screen: says it when a bar would show it. */
function sparsely(onProgress: BrowserDownload['onProgress']): BrowserDownload['onProgress'] {
  let shown = -1;
  return ({ done, total }) => {
    const step = Math.floor(total === null ? done / STEP_BYTES : (done / total) * STEPS);
    if (step === shown) return;
    shown = step;
    onProgress({ done, total });
  };
}

/** The library waits for ever when the connection ends half-way. */
function watchStall(clock: Clock, ms: number, signal: AbortSignal) {
  const { promise: stalled, reject } = Promise.withResolvers<never>();
  stalled.catch(() => undefined);
  const fail = () => reject(new BrowserDownloadError('offline', 'The download stopped half-way.'));
  let cancel = clock.after(ms, fail);
  signal.addEventListener('abort', fail, { once: true });
  return {
    stalled,
    alive() {
      cancel();
      cancel = clock.after(ms, fail);
    },
    end() {
      cancel();
      signal.removeEventListener('abort', fail);
    },
  };
}

/** What the server says of the file before it is fetched; nulls when it cannot be asked. */
async function announced(url: URL, signal: AbortSignal) {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
    const { ok, headers } = await fetch(url, { method: 'HEAD', signal: limit });
    const size = Number(headers.get('content-length'));
    const md5 = /md5=([A-Za-z0-9+/=]+)/.exec(headers.get('x-goog-hash') ?? '')?.[1];
    return { size: ok && size > 0 ? size : null, md5: (ok && md5) || null };
  } catch {
    // Behind a proxy, which the download itself knows how to use.
    return { size: null, md5: null };
  }
}

async function checkArchive(path: string, size: number | null, md5: string | null): Promise<void> {
  const found = (await stat(path)).size;
  if (size !== null && found !== size) {
    throw new BrowserDownloadError('damaged', `${found} of ${size} bytes arrived.`);
  }
  if (md5 === null) return;
  const hash = createHash('md5');
  await pipeline(createReadStream(path), hash);
  if (hash.digest('base64') !== md5) {
    throw new BrowserDownloadError('damaged', 'The checksum is not the one that was announced.');
  }
}

function explained(error: unknown): BrowserDownloadError {
  if (error instanceof BrowserDownloadError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const detail = text.replaceAll(/\s+/g, ' ').slice(0, 300);
  return new BrowserDownloadError(problemOf(text), detail);
}

function problemOf(text: string): BrowserProblem {
  if (/ENOSPC|EDQUOT|no space/i.test(text)) return 'disk';
  if (/end of central directory|invalid|unexpected EOF|corrupt/i.test(text)) return 'damaged';
  const offline = /ENOTFOUND|EAI_AGAIN|ECONN|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|socket hang up/;
  return offline.test(text) ? 'offline' : 'failed';
}
