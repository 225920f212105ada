import { readFile, readdir } from 'node:fs/promises';

/** The renderers of a browser (Linux only). */
export async function renderersOf(browser: number): Promise<number[]> {
  const processes = await Promise.all((await readdir('/proc')).filter(isPid).map(readProcess));
  const known = processes.filter((it) => it !== null);
  const family = new Set([browser]);
  // Chromium starts its renderers through helpers: follow the parents down.
  for (let size = 0; size < family.size;) {
    size = family.size;
    for (const { pid, parent } of known) if (family.has(parent)) family.add(pid);
  }
  return known
    .filter(({ pid, command }) => family.has(pid) && command.includes('--type=renderer'))
    .map(({ pid }) => pid);
}

function isPid(name: string): boolean {
  return /^[0-9]+$/.test(name);
}

async function readProcess(name: string) {
  try {
    const stat = await readFile(`/proc/${name}/stat`, 'utf8');
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8');
    // pid (name) state parent ...: the name may hold anything.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return { pid: Number(name), parent, command };
  } catch {
    return null;
  }
}
