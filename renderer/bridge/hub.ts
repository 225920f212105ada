import { createHubClient } from '#shared/client/hub-client.ts';
import { noShelf } from '#shared/client/kept-replies.ts';
import type { HubClient } from '#shared/client/types.ts';
import type { HostStatus } from '#shared/ipc/contract.ts';
import { HUB_PATH } from '#shared/protocol/frames.ts';
import { desktop } from './desktop.ts';
import { replyShelf } from './reply-shelf.ts';
import { webSocketTransport } from './socket.ts';
import { ownWindow } from './windows.ts';

/** A client of the host for one session; `token` is null where the cookie counts. */
export async function openHub(token: string | null): Promise<HubClient> {
  const authority = await hubAuthority();
  return createHubClient({
    connect: webSocketTransport(() => `wss://${authority()}${HUB_PATH}`),
    clock: {
      now: () => Date.now(),
      elapsed: () => performance.now(),
      after(ms, callback) {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      },
    },
    token: () => Promise.resolve(token),
    clientInfo: {
      name: desktop ? `desktop ${desktop.platform}` : 'browser',
      version: desktop?.version ?? '',
    },
    // What is to be sent is the inbox's; so is it to say who is here.
    shelf: ownWindow === 'settings' ? noShelf : replyShelf(localStorage),
    isBeside: ownWindow === 'settings',
    newClientRef: () => crypto.randomUUID(),
    random: () => Math.random(),
  });
}

/** The host's address, asked at every attempt: a restarted host may have another port. */
async function hubAuthority(): Promise<() => string> {
  if (!desktop) return () => location.host;
  let authority = '';
  const note = (status: HostStatus): void => {
    if (status.name === 'running') authority = `127.0.0.1:${status.port}`;
    if (status.name === 'joined') authority = status.address;
  };
  desktop.host.onStatus(note);
  note(await desktop.host.status());
  return () => authority;
}
