import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser, Page } from 'puppeteer';

const run = promisify(execFile);

/**
 * What the page takes of this computer's memory, in bytes: that of its process where the system
 * says it, else what its scripts hold.
 */
export async function pageMemory(browser: Browser, page: Page): Promise<number | null> {
  const ofProcesses = await rendererMemory(browser).catch(() => null);
  if (ofProcesses !== null) return ofProcesses;
  const { JSHeapTotalSize } = await page.metrics();
  return JSHeapTotalSize ?? null;
}

async function rendererMemory(browser: Browser): Promise<number | null> {
  const session = await browser.target().createCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const pids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
    return pids.length === 0 ? null : await residentBytes(pids);
  } finally {
    await session.detach();
  }
}

async function residentBytes(pids: readonly number[]): Promise<number | null> {
  if (process.platform === 'win32') return windowsBytes(pids);
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', pids.join(',')]);
  const kilobytes = stdout.split('\n').filter((line) => line.trim() !== '');
  return sum(kilobytes.map((line) => Number(line) * 1024));
}

async function windowsBytes(pids: readonly number[]): Promise<number | null> {
  const sizes = pids.map(async (pid) => {
    const { stdout } = await run('tasklist', ['/fi', `PID eq ${pid}`, '/fo', 'csv', '/nh']);
    // The last column, `"123,456 K"` with the country's own thousands mark.
    const [, size] = /"([^"]*)"\s*$/.exec(stdout.trim()) ?? [];
    return Number((size ?? '').replaceAll(/\D/g, '')) * 1024;
  });
  return sum(await Promise.all(sizes));
}

function sum(sizes: readonly number[]): number | null {
  const total = sizes.reduce((all, size) => all + size, 0);
  return Number.isFinite(total) && total > 0 ? total : null;
}
