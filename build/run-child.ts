import { spawn } from 'node:child_process';
import { constants } from 'node:os';

interface Child {
  readonly program: string;
  readonly args: readonly string[];
  /** How it is asked to end: by the message a host understands, or by the signal itself. */
  readonly askBy: 'message' | 'signal';
}

/** Ctrl+C reaches us from the terminal and once more through npm: that is one request. */
const SAME_REQUEST_MS = 1_000;

/**
 * Runs a program on this terminal and resolves with its exit code. A signal asks it to end in
 * order; another one, later, makes it end at once. A host also ends when we are gone.
 */
export function runChild({ program, args, askBy }: Child): Promise<number> {
  const child = spawn(program, args, {
    stdio: ['inherit', 'inherit', 'inherit', ...(askBy === 'message' ? ['ipc' as const] : [])],
    // In a group of its own the terminal's Ctrl+C does not also go to the child directly.
    detached: process.platform !== 'win32',
  });
  let askedAt: number | null = null;
  const onSignal = (signal: NodeJS.Signals) => {
    const now = Date.now();
    if (askedAt !== null && now - askedAt < SAME_REQUEST_MS) return;
    if (askedAt !== null) child.kill('SIGKILL');
    else if (askBy === 'message') child.send({ type: 'stop' }, () => undefined);
    else child.kill(signal);
    askedAt = now;
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);

  return new Promise((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`${program} could not be started: ${error.message}\n`);
      resolve(1);
    });
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, onSignal);
      resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']);
    });
  });
}
