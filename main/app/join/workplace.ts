import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Log } from '#main/core/ports/system.ts';
import { writeFileAtomic } from '#main/system/atomic-file.ts';
import { errorCode } from '#main/system/error-code.ts';
import { fingerprintStart } from '#main/system/mdns.ts';
import type { AnnouncedHost, lookForHosts } from '#main/system/mdns.ts';
import { authorityOf } from '#main/windows/authority.ts';
import type { JoinedHost } from '#main/windows/hub-link.ts';
import type { FoundHost, HostStatus, PairingFailure } from '#shared/ipc/contract.ts';
import { Emitter } from '#shared/util/emitter.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Result } from '#shared/util/result.ts';
import type { KeptSecret } from '../kept-secret.ts';
import type { pairWith, presentedBy, Self } from './pair-with.ts';
import { readTypedAddress } from './typed-address.ts';

const keptSchema = z.discriminatedUnion('role', [
  z.object({ role: z.literal('host') }),
  z.object({
    role: z.literal('joined'),
    host: z.string().min(1).max(255),
    port: z.int().min(1).max(65_535),
    fingerprint: z.string(),
    office: z.string().max(60),
  }),
]);
type Kept = Readonly<z.infer<typeof keptSchema>>;

/** The host on this PC, as far as it concerns the choice. */
export interface OwnHost {
  readonly status: HostStatus;
  onStatus(listener: (status: HostStatus) => void): void;
  start(): void;
  stop(): Promise<void>;
}

interface Needs {
  /** Absolute path of the file that remembers the choice. */
  readonly path: string;
  /** Chosen already: an office is run from here, or it is a demo. */
  readonly isHost: boolean;
  readonly key: KeptSecret;
  /** Of whoever is signed in: worth nothing at another host. */
  readonly session: KeptSecret;
  readonly newHost: () => OwnHost;
  readonly self: Self;
  readonly pair: typeof pairWith;
  readonly presentedBy: typeof presentedBy;
  readonly look: typeof lookForHosts;
  readonly log: Log;
}

/** What this PC is to the office: its host, one that has joined a host elsewhere, or not said yet. */
export async function openWorkplace(needs: Needs): Promise<Workplace> {
  const kept = await readKept(needs.path, needs.log);
  return new Workplace(needs, kept ?? (needs.isHost ? { role: 'host' } : null));
}

export class Workplace {
  readonly #needs: Needs;
  readonly #changes = new Emitter<HostStatus>();
  readonly #found = new Emitter<readonly FoundHost[]>();
  #kept: Kept | null;
  #isJoining = false;
  #host: OwnHost | null = null;
  #hosts: readonly AnnouncedHost[] = [];
  #stopLooking: (() => void) | null = null;
  #isPairing = false;

  constructor(needs: Needs, kept: Kept | null) {
    this.#needs = needs;
    this.#kept = kept;
  }

  get status(): HostStatus {
    if (this.#isJoining) return { name: 'joining' };
    if (this.#kept === null) return { name: 'unchosen' };
    if (this.#kept.role === 'host') return this.#host?.status ?? { name: 'starting' };
    return { name: 'joined', address: authorityOf(this.#kept), office: this.#kept.office };
  }

  get joined(): JoinedHost | null {
    if (this.#kept?.role !== 'joined' || this.#isJoining) return null;
    const { host, port, fingerprint } = this.#kept;
    return { host, port, fingerprint, key: this.#needs.key.current() };
  }

  get hosts(): readonly FoundHost[] {
    return this.#hosts.map(({ office, host, port }) => ({
      office,
      address: authorityOf({ host, port }),
    }));
  }

  onStatus(listener: (status: HostStatus) => void): void {
    this.#changes.on(listener);
  }

  onHosts(listener: (hosts: readonly FoundHost[]) => void): void {
    this.#found.on(listener);
  }

  start(): void {
    if (this.#kept?.role === 'host') this.#startHost();
    else this.#changes.emit(this.status);
  }

  async beHost(): Promise<void> {
    await this.#keep({ role: 'host' });
    this.#endJoining();
    if (this.#host === null) this.#startHost();
    else this.#changes.emit(this.status);
  }

  /** False: an office is run from here, which goes on. */
  async join(): Promise<boolean> {
    if (this.#host !== null) {
      const { status } = this.#host;
      // Nobody has an account yet: there is no office.
      if (status.name !== 'running' || status.setupCode === null) return false;
      const host = this.#host;
      this.#host = null;
      await host.stop();
    }
    this.#isJoining = true;
    this.#look();
    this.#changes.emit(this.status);
    return true;
  }

  goBack(): void {
    if (!this.#isJoining) return;
    this.#endJoining();
    this.start();
  }

  async pair(
    typedAddress: string,
    code: string,
  ): Promise<Result<{ readonly office: string }, PairingFailure>> {
    const address = readTypedAddress(typedAddress);
    if (address === null) return fail('not-an-address', 'This is no address of a host.');
    if (!this.#isJoining || this.#isPairing) {
      return fail('host-trouble', 'This PC is not about to join a host.');
    }
    this.#isPairing = true;
    try {
      const paired = await this.#needs.pair(address, code, this.#needs.self);
      if (!paired.ok) return paired;
      const { key, ...host } = paired.value;
      await this.#needs.session.clear();
      await this.#needs.key.save(key);
      await this.#keep({ role: 'joined', ...host });
      this.#endJoining();
      this.#changes.emit(this.status);
      return ok({ office: host.office });
    } finally {
      this.#isPairing = false;
    }
  }

  /** Where nobody answers any more the host may have another address by now. */
  noteReached(isThere: boolean): void {
    if (this.joined === null) return;
    if (isThere) this.#endJoining();
    else this.#look();
  }

  async stop(): Promise<void> {
    this.#stopLooking?.();
    this.#stopLooking = null;
    await this.#host?.stop();
  }

  #startHost(): void {
    const host = this.#needs.newHost();
    this.#host = host;
    host.onStatus((status) => {
      if (this.#host === host) this.#changes.emit(status);
    });
    host.start();
  }

  #endJoining(): void {
    this.#isJoining = false;
    this.#stopLooking?.();
    this.#stopLooking = null;
    this.#hosts = [];
  }

  #look(): void {
    this.#stopLooking ??= this.#needs.look((hosts) => {
      this.#hosts = hosts;
      this.#found.emit(this.hosts);
      void this.#follow(hosts);
    }, this.#needs.log);
  }

  /** The same host at another address; what is announced is believed when its certificate is shown. */
  async #follow(hosts: readonly AnnouncedHost[]): Promise<void> {
    const before = this.#kept;
    if (before?.role !== 'joined' || this.#isJoining) return;
    const start = fingerprintStart(before.fingerprint);
    for (const { host, port } of hosts.filter((one) => one.fingerprintStart === start)) {
      if (host === before.host && port === before.port) continue;
      if ((await this.#needs.presentedBy({ host, port })) !== before.fingerprint) continue;
      if (this.#kept !== before || this.joined === null) return;
      await this.#keep({ ...before, host, port });
      this.#endJoining();
      this.#changes.emit(this.status);
      return;
    }
  }

  async #keep(kept: Kept): Promise<void> {
    await writeFileAtomic(this.#needs.path, JSON.stringify(kept), 0o600);
    this.#kept = kept;
  }
}

async function readKept(path: string, log: Log): Promise<Kept | null> {
  try {
    return keptSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      log.error({ error }, 'What this PC is to the office cannot be read; it is asked again.');
    }
    return null;
  }
}
