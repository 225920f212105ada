import type { ClientStatus, HubClient } from '#shared/client/types.ts';

/** Whether this screen is in touch with the host. */
export class Connection {
  status = $state.raw<ClientStatus>({ name: 'stopped' });
  /** Before the first time there is nothing to show yet, not even old data. */
  hasBeenOnline = $state(false);
  readonly #client: HubClient;

  constructor(client: HubClient) {
    this.#client = client;
    this.#note(client.status);
    client.onStatus((status) => this.#note(status));
  }

  retryNow(): void {
    this.#client.retryNow();
  }

  #note(status: ClientStatus): void {
    this.status = status;
    if (status.name === 'online') this.hasBeenOnline = true;
  }
}
