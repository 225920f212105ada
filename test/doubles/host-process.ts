import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostMessageSchema } from '#shared/ipc/host-messages.ts';

const ENTRY = fileURLToPath(new URL('../../main/host.ts', import.meta.url));

export interface HostUnderTest {
  readonly url: string;
  readonly setupCode: string | null;
  readonly dataDirectory: string;
  readonly pid: number;
  /** What it printed so far. */
  output(): string;
  /** Resolves when it has printed this. */
  printed(text: string): Promise<void>;
  /** Asks it to end in order; resolves with its exit code. */
  stop(): Promise<number | null>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** The real host as a process of its own, on loopback and a free port unless `args` say otherwise. */
export async function startHostProcess(
  args: readonly string[] = [],
  dataDirectory?: string,
  /** Whose process it is; permissions do not count for root. */
  uid?: number,
): Promise<HostUnderTest> {
  const directory = dataDirectory ?? (await mkdtemp(join(tmpdir(), 'deskline-host-')));
  const child = spawn(
    process.execPath,
    [ENTRY, '--host', '127.0.0.1', '--port', '0', '--data', directory, ...args],
    { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], ...(uid !== undefined && { uid }) },
  );
  let output = '';
  const readers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const read of readers) read();
    });
  }
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const message = await Promise.race([
    once(child, 'message').then(([data]: unknown[]) => hostMessageSchema.parse(data)),
    exited.then(() => ({ type: 'failed' as const, reason: output })),
  ]);
  if (message.type !== 'running') throw new Error(`The host did not start: ${output}`);

  return {
    url: `https://localhost:${message.port}`,
    setupCode: message.setupCode,
    dataDirectory: directory,
    pid: child.pid ?? 0,
    output: () => output,
    printed: (text) =>
      new Promise((resolve) => {
        const read = (): void => {
          if (!output.includes(text)) return;
          readers.delete(read);
          resolve();
        };
        readers.add(read);
        read();
      }),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.send({ type: 'stop' });
      const [code] = await exited;
      return code;
    },
    async kill(signal) {
      child.kill(signal);
      await exited;
    },
  };
}

export async function removeData({ dataDirectory }: HostUnderTest): Promise<void> {
  await rm(dataDirectory, { recursive: true, force: true });
}
