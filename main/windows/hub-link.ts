import type { HostStatus } from '#shared/ipc/contract.ts';
import type { Log } from '#main/core/ports/system.ts';
import type { HubAddress } from './authority.ts';
import type { HostTarget } from './host-proxy.ts';
import { readPinnedCertificate } from './pinned-certificate.ts';

/** The host on another PC that this one was paired with. */
export interface JoinedHost extends HubAddress {
  /** SHA-256 of its certificate. */
  readonly fingerprint: string;
  /** By what this PC shows that it was paired; null: it is lost. */
  readonly key: string | null;
}

interface HubLinkOptions {
  /** Where the host on this PC keeps its certificate. */
  readonly certificatePath: string;
  /** The port it was told to take; 0: any. */
  readonly wantedPort: number;
  /** Null: there is none, or this PC is the host. */
  readonly joined: () => JoinedHost | null;
  readonly log: Log;
}

const HERE = '127.0.0.1';

/** Where the hub is and what proves that it is ours. */
export class HubLink {
  readonly #options: HubLinkOptions;
  #address: HubAddress | null = null;
  #target: HostTarget | null = null;

  constructor(options: HubLinkOptions) {
    this.#options = options;
  }

  /** Null while the host does not serve. */
  get target(): HostTarget | null {
    return this.#target;
  }

  /** Where the hub is, was, or is expected; null when nobody knows. */
  get address(): HubAddress | null {
    return this.#address;
  }

  /** Follows the host; to be called before anybody else hears of the status. */
  update(status: HostStatus): void {
    this.#target = null;
    switch (status.name) {
      case 'unchosen':
      case 'joining':
        this.#address = null;
        return;
      case 'joined':
        return this.#followJoined();
      case 'running':
        return this.#followOwn(status.port);
      default:
        if (this.#address?.host !== HERE) this.#address = this.#expected();
    }
  }

  #followJoined(): void {
    const joined = this.#options.joined();
    if (joined === null) return void (this.#address = null);
    const { host, port, fingerprint, key } = joined;
    this.#address = { host, port };
    this.#target = { host, port, certificate: { fingerprint }, key };
  }

  #followOwn(port: number): void {
    this.#address = { host: HERE, port };
    try {
      const certificate = readPinnedCertificate(this.#options.certificatePath);
      this.#target = { host: HERE, port, certificate, key: null };
    } catch (error) {
      this.#options.log.error({ error }, 'The certificate of the host cannot be read.');
    }
  }

  #expected(): HubAddress | null {
    const { wantedPort } = this.#options;
    return wantedPort === 0 ? null : { host: HERE, port: wantedPort };
  }
}
