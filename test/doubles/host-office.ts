import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HubClient } from '#shared/client/types.ts';
import type { ClientRef, ConversationId } from '#shared/domain/ids.ts';
import { agentClient, found, tokenFrom } from '#test/faults/agent-client.ts';
import type { HostAddress } from '#test/faults/agent-client.ts';
import { startHostProcess } from './host-process.ts';
import type { HostUnderTest } from './host-process.ts';

/** The real host of a demo as a process, with the screens of Ana, the admin, and Ben. */
export class HostOffice {
  readonly host: HostUnderTest;
  readonly address: HostAddress;
  /** Of Ana's session. */
  readonly token: string;
  readonly ana: HubClient;
  readonly ben: HubClient;

  private constructor(
    host: HostUnderTest,
    address: HostAddress,
    token: string,
    clients: readonly [HubClient, HubClient],
  ) {
    this.host = host;
    this.address = address;
    this.token = token;
    [this.ana, this.ben] = clients;
  }

  static async open(directory: string, uid?: number): Promise<HostOffice> {
    const host = await startHostProcess(['--demo'], directory, uid);
    const ca = await readFile(join(directory, 'tls', 'host.crt'), 'utf8');
    const address = { port: Number(new URL(host.url).port), ca };
    const tokenOf = (name: string): Promise<string> => {
      const password = new RegExp(`${name}, password (\\S+)`).exec(host.output())?.[1] ?? '';
      return tokenFrom(address, { name, password });
    };
    const enter = async (token: string): Promise<HubClient> => {
      const client = agentClient(() => address, token);
      await found(client, () => (client.status.name === 'online' ? true : null));
      await client.loadView('all');
      return client;
    };
    const token = await tokenOf('Ana');
    const clients = [await enter(token), await enter(await tokenOf('Ben'))] as const;
    const change = { name: 'sessions.severalDevices', value: true } as const;
    await clients[0].command('settings.change', change);
    return new HostOffice(host, address, token, clients);
  }

  get screens(): readonly HubClient[] {
    return [this.ana, this.ben];
  }

  /** Resolves when every screen says this of the host's storage. */
  async troubled(name: string | null): Promise<void> {
    for (const { replica } of this.screens) {
      await until(replica, () => (replica.trouble?.name ?? null) === name);
    }
  }

  /** Somebody who waits, with their messages on Ana's screen. */
  async waiting(): Promise<ConversationId> {
    const { ana } = this;
    const { id } = await found(ana, () =>
      [...ana.replica.conversations.values()].find(({ state }) => state === 'waiting'),
    );
    await ana.openTimeline(id);
    return id;
  }

  /** Ana answers; what the customer wrote meanwhile she has seen and sends it all the same. */
  async answers(id: ConversationId, text: string): Promise<void> {
    this.ana.reply(id, { kind: 'text', text });
    await this.#outcome(id, () => (this.has(id, text) ? true : null));
  }

  /** The same, to a host that does not take it. */
  async isRefused(id: ConversationId, text: string, code: string): Promise<ClientRef> {
    this.ana.reply(id, { kind: 'text', text });
    return this.#outcome(
      id,
      () =>
        this.ana.replica.pending(id).find(({ failure }) => failure?.code === code)?.clientRef ??
        null,
    );
  }

  /** It is in the timeline on Ana's screen. */
  has(id: ConversationId, text: string): boolean {
    const messages = this.ana.replica.timeline(id)?.messages ?? [];
    return messages.some(({ content }) => content.kind === 'text' && content.text === text);
  }

  #outcome<T>(id: ConversationId, look: () => T | null): Promise<T> {
    const { ana } = this;
    return found(ana, () => {
      const held = ana.replica.pending(id).find(({ state }) => state === 'held');
      if (held) ana.sendHeld(held.clientRef);
      return look();
    });
  }

  /** Everything that a screen was told of messages, by id. */
  told(): Map<number, string> {
    const { replica } = this.ana;
    const messages = [...replica.conversations.keys()].flatMap(
      (id) => replica.timeline(id)?.messages ?? [],
    );
    return new Map(messages.map(({ id, content }) => [id, JSON.stringify(content)]));
  }

  async close(): Promise<void> {
    for (const client of this.screens) client.stop();
    await this.host.stop();
  }
}

/** Resolves when it is true, which is looked at with every change of the replica. */
function until(replica: HubClient['replica'], isTrue: () => boolean): Promise<void> {
  if (isTrue()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = replica.on(() => {
      if (!isTrue()) return;
      stop();
      resolve();
    });
  });
}
