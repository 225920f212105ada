import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The user agent that this browser has when a person uses it; null when its version cannot be
 * told. A mismatch between the two makes WhatsApp suspicious.
 */
export async function chromeUserAgent(browserPath: string): Promise<string | null> {
  const major = majorVersion(await versionText(browserPath));
  return major === null ? null : userAgentOf(major, process.platform, /edge/i.test(browserPath));
}

export function withoutHeadless(userAgent: string): string {
  return userAgent.replace('HeadlessChrome/', 'Chrome/');
}

/** Since version 101 browsers say only their major version and a frozen system. */
export function userAgentOf(major: number, platform: NodeJS.Platform, isEdge: boolean): string {
  const system =
    platform === 'win32'
      ? 'Windows NT 10.0; Win64; x64'
      : platform === 'darwin'
        ? 'Macintosh; Intel Mac OS X 10_15_7'
        : 'X11; Linux x86_64';
  const chrome = `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`;
  return isEdge ? `${chrome} Edg/${major}.0.0.0` : chrome;
}

/** From text with one or more full versions in it, the newest one's first number. */
export function majorVersion(text: string): number | null {
  const majors = [...text.matchAll(/\b([0-9]+)\.[0-9]+\.[0-9]+\.[0-9]+\b/g)].map(([, major]) =>
    Number(major),
  );
  return majors.length === 0 ? null : Math.max(...majors);
}

async function versionText(browserPath: string): Promise<string> {
  try {
    // On Windows browsers do not answer, but keep a folder named after the version beside them.
    if (process.platform === 'win32') return (await readdir(dirname(browserPath))).join('\n');
    return (await run(browserPath, ['--version'], { timeout: 5_000 })).stdout;
  } catch {
    return '';
  }
}
