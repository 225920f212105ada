import type { HostStatus } from '#shared/ipc/contract.ts';
import type { Log } from '#main/core/ports/system.ts';
import type { HostTarget } from './host-proxy.ts';
import { readPinnedCertificate } from './pinned-certificate.ts';

interface HubLinkOptions {
  /** Where the host keeps its certificate. */
  readonly certificatePath: string;
  /** The port it was told to take; 0: any. */
  readonly wantedPort: number;
  readonly log: Log;
}

/** Where the hub on this machine is and what proves that it is ours. */
export class HubLink {
  readonly #options: HubLinkOptions;
  #port: number | null;
  #target: HostTarget | null = null;

  constructor(options: HubLinkOptions) {
    this.#options = options;
    this.#port = options.wantedPort === 0 ? null : options.wantedPort;
  }

  /** Null while the host does not serve. */
  get target(): HostTarget | null {
    return this.#target;
  }

  /** Where the hub is, was, or is expected; null when any port would do. */
  get port(): number | null {
    return this.#port;
  }

  /** Follows the host; to be called before anybody else hears of the status. */
  update(status: HostStatus): void {
    this.#target = null;
    if (status.name !== 'running') return;
    this.#port = status.port;
    try {
      const certificate = readPinnedCertificate(this.#options.certificatePath);
      this.#target = { port: status.port, certificate };
    } catch (error) {
      this.#options.log.error({ error }, 'The certificate of the host cannot be read.');
    }
  }
}
