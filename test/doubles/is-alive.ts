import { readFileSync } from 'node:fs';

/** Whether a process runs; one that is over and that nobody has asked about yet does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    // Elsewhere than on Linux there is no such file, and no orphan waits for anybody either.
    return process.platform !== 'linux';
  }
}
