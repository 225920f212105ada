import { createHubClient } from '#shared/client/hub-client.ts';
import type { CommandReply, HubClient } from '#shared/client/types.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { CommandName, CommandParams } from '#shared/protocol/commands/index.ts';
import type { ManualClock } from '../manual-clock.ts';
import { MemorySocket } from './memory-socket.ts';

/** What came of a command, in the order of the answers. */
export interface Answered {
  readonly agent: Agent;
  readonly name: CommandName;
  readonly params: unknown;
  readonly reply: CommandReply<CommandName>;
}

interface Needs {
  readonly name: string;
  readonly agent: Agent;
  readonly token: string;
  readonly clock: ManualClock;
  /** False: the host cannot be reached right now. */
  readonly accept: (socket: MemorySocket) => boolean;
  readonly answered: (answer: Answered) => void;
  /** Every command as it arrives at the host. */
  readonly asked: (agent: Agent, text: string) => void;
}

/** One screen of an agent with the product's hub client, and the network between it and the host. */
export class Desk {
  readonly agent: Agent;
  readonly client: HubClient;
  /** Everything that the host ever told it. */
  readonly heard: string[] = [];
  /** What waits on the network until somebody lets it go on. */
  isHeld = false;
  readonly #needs: Needs;
  #socket: MemorySocket | null = null;
  #refs = 0;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.agent = needs.agent;
    this.client = createHubClient({
      connect: (events) => {
        const socket = new MemorySocket(events, (text) => void this.heard.push(text));
        socket.prependListener('message', (data: Buffer) => {
          needs.asked(needs.agent, data.toString());
        });
        this.#socket = socket;
        queueMicrotask(() => {
          if (needs.accept(socket)) events.onOpen();
          else socket.cut();
        });
        return { send: (text) => socket.sendToHost(text), close: () => socket.leave() };
      },
      clock: needs.clock,
      token: () => Promise.resolve(needs.token),
      clientInfo: { name: needs.name, version: '1' },
      newClientRef: () => this.newRef(),
      random: () => 0.5,
      pageSize: 4,
    });
  }

  get isQuiet(): boolean {
    return this.#socket?.isQuiet ?? true;
  }

  newRef(): string {
    this.#refs += 1;
    return `${this.#needs.name}-reply-${this.#refs}`;
  }

  ask<N extends CommandName>(name: N, params: CommandParams<N>): void {
    void this.client.command(name, params).then((reply) => {
      const { agent } = this;
      this.#needs.answered({ agent, name, params, reply: reply });
    });
  }

  /** Whatever is on its way goes on, unless it is held. */
  flow(): void {
    if (!this.isHeld) this.deliver(1_000, 1_000);
  }

  deliver(toHost: number, toScreen: number): void {
    const socket = this.#socket;
    socket?.deliverToHost(toHost);
    socket?.deliverToScreen(toScreen);
  }

  repeat(back: number): void {
    this.#socket?.repeat(back);
  }

  cut(): void {
    this.#socket?.cut();
  }

  die(): void {
    this.#socket?.die();
  }
}
