import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface BrowserProcess {
  readonly pid: number;
  readonly command: string;
}

/** Every process of the browser that has its profile in this folder. */
export async function browserProcesses(folder: string): Promise<BrowserProcess[]> {
  const { stdout } = await run('ps', ['-ww', '-eo', 'pid=,ppid=,args=']);
  const all = stdout.split('\n').flatMap((line) => {
    const [, pid, parent, command] = /^\s*([0-9]+)\s+([0-9]+)\s+(.*)$/.exec(line) ?? [];
    return pid && parent && command ? [{ pid: Number(pid), parent: Number(parent), command }] : [];
  });
  const tree = new Set(all.filter(({ command }) => command.includes(folder)).map(({ pid }) => pid));
  for (let size = 0; size !== tree.size;) {
    size = tree.size;
    for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid);
  }
  return all.filter(({ pid }) => tree.has(pid));
}

export async function killBrowser(folder: string): Promise<void> {
  const processes = await browserProcesses(folder);
  const main = processes.find(
    ({ command }) => command.includes('--user-data-dir=') && !command.includes('--type='),
  );
  if (main === undefined) throw new Error('No browser is running.');
  process.kill(main.pid, 'SIGKILL');
}

export async function killRenderers(folder: string): Promise<void> {
  const processes = await browserProcesses(folder);
  const renderers = processes.filter(({ command }) => command.includes('--type=renderer'));
  if (renderers.length === 0) throw new Error('No page is running.');
  for (const { pid } of renderers) process.kill(pid, 'SIGKILL');
}
