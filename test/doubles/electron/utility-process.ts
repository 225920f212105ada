import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Readable } from 'node:stream';
import { HOST_ENTRY } from './control.ts';
import { tellTest } from './test-line.ts';

const PARENT_PORT = fileURLToPath(new URL('./parent-port.ts', import.meta.url));

/** A plain Node process that finds Electron's process.parentPort. */
class UtilityProcessDouble extends EventEmitter {
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
  readonly #child: ChildProcess;
  #hasExited = false;

  constructor(entry: string, args: readonly string[]) {
    super();
    this.#child = fork(process.env[HOST_ENTRY] ?? entry, args, {
      execArgv: ['--import', PARENT_PORT],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    this.stdout = this.#child.stdout;
    this.stderr = this.#child.stderr;
    this.#child.once('spawn', () => {
      tellTest({ type: 'host', pid: this.pid ?? 0, args });
      this.emit('spawn');
    });
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.once('exit', (code) => {
      this.#hasExited = true;
      this.emit('exit', code);
    });
  }

  get pid(): number | undefined {
    return this.#hasExited ? undefined : this.#child.pid;
  }

  postMessage(message: object): void {
    if (this.#child.connected) this.#child.send(message);
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM');
  }
}

export const utilityProcess = {
  fork: (entry: string, args: readonly string[] = []) => new UtilityProcessDouble(entry, args),
};
