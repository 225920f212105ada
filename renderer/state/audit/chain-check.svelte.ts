import type { CommandFailure, HubClient } from '#shared/client/types.ts';
import type { Seal } from '#shared/domain/audit/verification.ts';
import type { CommandResult } from '#shared/protocol/commands/index.ts';

const LOOK_EVERY_MS = 400;

/** How the host's look at the whole chain goes, and what came of it. Lives with its page. */
export class ChainCheck {
  state = $state.raw<CommandResult<'audit.verification'> | null>(null);
  readonly #client: HubClient;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(client: HubClient) {
    this.#client = client;
    void this.#look();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  /** Null: it is under way. */
  async start(kept: Seal | null): Promise<CommandFailure | null> {
    const reply = await this.#client.command('audit.verify', { kept });
    await this.#look();
    return reply.ok ? null : reply;
  }

  /** Something was written: the newest seal is another one. */
  refresh(): void {
    if (this.state?.running === null) void this.#look();
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    const reply = await this.#client.command('audit.verification', {});
    if (this.#isClosed) return;
    if (reply.ok) this.state = reply.value;
    if (this.state?.running) this.#timer = setTimeout(() => void this.#look(), LOOK_EVERY_MS);
  }
}
