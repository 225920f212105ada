import { randomUUID } from 'node:crypto';
import { request } from 'node:https';
import { createHubClient } from '#shared/client/hub-client.ts';
import type { HubClient } from '#shared/client/types.ts';
import { HUB_PATH } from '#shared/protocol/frames.ts';
import { sessionSchema } from '#shared/protocol/http.ts';
import { systemClock } from '#main/system/clock.ts';
import { wsTransport } from '#test/doubles/ws-transport.ts';

/** Where a host is; its port may change when it is started again. */
export interface HostAddress {
  readonly port: number;
  readonly ca: string;
  /** Loopback unless given. */
  readonly ip?: string;
  /** Which of this machine's addresses goes there; the system chooses unless given. */
  readonly localAddress?: string;
}

/** Sets up (`code`), signs in, or does so with a first password of one's own (`newPassword`). */
export async function tokenFrom(
  host: HostAddress,
  person: {
    readonly name: string;
    readonly password: string;
    readonly code?: string;
    readonly newPassword?: string;
  },
): Promise<string> {
  const signIn = person.newPassword === undefined ? '/api/sign-in' : '/api/password';
  const path = person.code === undefined ? signIn : '/api/setup';
  const body = await post(host, path, { ...person, keep: 'token' });
  const { token } = sessionSchema.parse(body);
  if (token === null) throw new Error('The host gave no token.');
  return token;
}

/** The hub client that every screen has, over a real socket. Started. */
export function agentClient(host: () => HostAddress, token: string): HubClient {
  const client = createHubClient({
    connect: wsTransport(() => {
      const { port, ca } = host();
      return { url: `wss://127.0.0.1:${port}${HUB_PATH}`, ca, origin: `https://127.0.0.1:${port}` };
    }),
    clock: systemClock,
    token: () => Promise.resolve(token),
    clientInfo: { name: 'robot', version: '1' },
    newClientRef: randomUUID,
    random: Math.random,
  });
  client.start();
  return client;
}

/** Resolves with what `look` finds; asked whenever the client hears something. */
export function found<T>(client: HubClient, look: () => T | null | undefined): Promise<T> {
  return new Promise((resolve) => {
    let stops: (() => void)[] = [];
    const check = (): boolean => {
      const value = look();
      if (value === null || value === undefined) return false;
      for (const stop of stops) stop();
      stops = [];
      resolve(value);
      return true;
    };
    if (check()) return;
    stops = [client.replica.on(check), client.onStatus(check)];
  });
}

function post(host: HostAddress, path: string, value: object): Promise<unknown> {
  const { port, ca, ip = '127.0.0.1', localAddress } = host;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: ip,
        ...(localAddress !== undefined && { localAddress }),
        port,
        ca,
        agent: false,
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: `https://${ip}:${port}` },
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve(JSON.parse(text));
          else reject(new Error(`${path} answered ${answer.statusCode}: ${text}`));
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify(value));
  });
}

/** Its messages leave as soon as they can: what is tested is not its manners towards WhatsApp. */
export async function withoutGaps(admin: HubClient): Promise<void> {
  for (const name of ['outbox.minGapMs', 'outbox.jitterMs']) {
    const changed = await admin.command('settings.change', { name, value: 0 });
    if (!changed.ok) throw new Error(changed.message);
  }
}
