import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Kills a process with all that it started in its group; resolves when the last of them is gone. */
export async function killGroup(leader: number): Promise<void> {
  process.kill(-leader, 'SIGKILL');
  while (hasMembers(leader)) await pause(10);
}

function hasMembers(leader: number): boolean {
  if (process.platform === 'linux') return readdirSync('/proc').some((pid) => isIn(leader, pid));
  try {
    return process.kill(-leader, 0);
  } catch {
    return false;
  }
}

/** Ended processes which nobody has asked about yet do not count: they write nothing any more. */
function isIn(leader: number, pid: string): boolean {
  if (!/^\d+$/.test(pid)) return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state !== 'Z' && group === String(leader);
  } catch {
    return false;
  }
}
