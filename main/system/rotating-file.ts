import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from './error-code.ts';

export interface RotatingFile {
  write(line: string): void;
  close(): void;
}

interface RotatingFileOptions {
  readonly path: string;
  /** A file that has reached this size is set aside as `<path>.1`, the older one as `.2`. */
  readonly maxBytes: number;
  /** How many files there are at most, the current one included. */
  readonly files: number;
}

/**
 * A file that never takes more than `maxBytes * files`. Written synchronously, so that the last
 * line before a crash is there; a disk that takes nothing more costs lines, never the process.
 */
export function openRotatingFile({ path, maxBytes, files }: RotatingFileOptions): RotatingFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let fd: number | null = open(path);
  let size = fstatSync(fd).size;

  const rotate = () => {
    if (fd !== null) closeSync(fd);
    fd = null;
    rmSync(numbered(path, files - 1), { force: true });
    for (let n = files - 2; n >= 0; n -= 1) moveIfThere(numbered(path, n), numbered(path, n + 1));
    fd = open(path);
    size = fstatSync(fd).size;
  };

  return {
    write(line) {
      try {
        if (size >= maxBytes) rotate();
        if (fd !== null) size += writeSync(fd, line);
      } catch {
        // There is nowhere left to say it.
      }
    },
    close() {
      if (fd !== null) closeSync(fd);
      fd = null;
    },
  };
}

const open = (path: string) => openSync(path, 'a', 0o600);

const numbered = (path: string, n: number) => (n === 0 ? path : `${path}.${n}`);

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
