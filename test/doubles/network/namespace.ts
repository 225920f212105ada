import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const env = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };
/** As root, else as root of a user namespace, where the system lets everybody make one. */
const WAYS = [[], ['--user', '--map-root-user']] as const;
type Way = (typeof WAYS)[number];

const TRIAL = [
  'ip link add one type veth peer name other',
  'ip link add lan type vxlan id 1 remote 127.0.0.1 dstport 4789',
].join(' && ');

/** How namespaces with a network of their own are made here, or why they cannot be. */
export function findWay(): { readonly way: Way } | { readonly missing: string } {
  if (process.platform !== 'linux')
    return { missing: `no network namespaces on ${process.platform}` };
  if (spawnSync('ip', ['-V'], { env }).status !== 0) {
    return { missing: 'no ip command (apt-get install iproute2)' };
  }
  const complaints: string[] = [];
  for (const way of WAYS) {
    const args = [...way, '--net', 'sh', '-c', TRIAL];
    const { status, error, stderr } = spawnSync('unshare', args, { env, encoding: 'utf8' });
    if (status === 0) return { way };
    complaints.push((error?.message ?? stderr).trim());
  }
  return {
    missing: `no right to make one, or no veth or vxlan (${complaints.join('; ')}); try as root`,
  };
}

/**
 * A network of its own. It has no name and lives by the processes in it: when the test ends, in
 * whatever way, they end, and nothing of it is left.
 */
export class Namespace {
  readonly #way: Way;
  readonly #holder: ChildProcess;

  private constructor(way: Way, holder: ChildProcess) {
    this.#way = way;
    this.#holder = holder;
  }

  /** `beside`: whose interfaces can be moved here. */
  static async open(way: Way, beside?: Namespace): Promise<Namespace> {
    // The holder reads until this process is gone.
    const hold = ['--net', 'sh', '-c', 'echo held; exec cat'];
    const holder =
      beside === undefined
        ? spawn('unshare', [...way, ...hold], { env, stdio: ['pipe', 'pipe', 'inherit'] })
        : spawn('nsenter', [...beside.#user(), 'unshare', ...hold], {
            env,
            stdio: ['pipe', 'pipe', 'inherit'],
          });
    const ended = once(holder, 'exit').then(() => {
      throw new Error('A network namespace could not be made.');
    });
    await Promise.race([once(holder.stdout, 'data'), ended]);
    ended.catch(() => undefined);
    return new Namespace(way, holder);
  }

  get pid(): number {
    return this.#holder.pid ?? 0;
  }

  /** Runs `ip` here, one command a line. */
  async ip(...lines: readonly string[]): Promise<void> {
    const child = spawn('nsenter', [...this.#user(), '--net', 'ip', '-batch', '-'], {
      env,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    child.stdin.end(`${lines.join('\n')}\n`);
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`ip did not do "${lines.join('; ')}": ${complaint}`);
  }

  /** A program of Node's here, that can be talked to. */
  fork(program: string, ...args: readonly string[]): ChildProcess {
    return spawn('nsenter', [...this.#user(), '--net', process.execPath, program, ...args], {
      env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
  }

  async close(): Promise<void> {
    if (this.#holder.exitCode !== null || this.#holder.signalCode !== null) return;
    const ended = once(this.#holder, 'exit');
    this.#holder.kill('SIGKILL');
    await ended;
  }

  #user(): readonly string[] {
    const user = this.#way.length === 0 ? [] : ['--user', '--preserve-credentials'];
    return ['--target', String(this.pid), ...user];
  }
}
