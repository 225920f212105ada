import { readFile } from 'node:fs/promises';
import { GatewayError } from '#main/core/ports/gateway.ts';
import type { Gateway, OutgoingContent } from '#main/core/ports/gateway.ts';
import type { SendFailure } from '#shared/domain/message.ts';
import type { CustomerContent } from './customer-content.ts';
import type { Range } from './pace.ts';
import type { SimulatedWorld } from './simulated-world.ts';

const NO_ANSWER = 'WhatsApp Web did not answer in time.';

/** What the host sees of a simulated world: a number like any other. */
export function simulatedNumber(world: SimulatedWorld): Gateway {
  const { account, blocked, clock, deliveries, link, pace, plan, trouble } = world;
  const mustBeConnected = (): void => {
    if (link.isConnected) return;
    throw new GatewayError('not-connected', 'The simulated number is not connected.');
  };
  const pause = ([min, max]: Range): Promise<void> => {
    const ms = world.random.int(min, max);
    if (ms === 0) return Promise.resolve();
    return new Promise((resolve) => clock.after(ms, resolve));
  };
  return {
    async start() {
      link.start();
    },

    async stop() {
      link.stop();
      deliveries.finish();
      trouble.flush();
    },

    on: (listener) => world.events.on(listener),
    link: () => link.state,
    order: (order) => link.order(order),

    async newKey(to) {
      mustBeConnected();
      return world.key('us', to);
    },

    async send(message) {
      if (!link.isConnected) return { outcome: 'refused', failure: NOT_LINKED };
      const content = await readOutgoing(message.content);
      if (content === null) return { outcome: 'refused', failure: UNREADABLE };
      const planned = plan.next();
      await pause(pace.accept);
      if (planned.fate === 'refused') return { outcome: 'refused', failure: planned.failure };
      if (planned.fate === 'goes-out' || planned.wentOut) world.goOut(message, content);
      if (planned.fate === 'goes-out') return { outcome: 'accepted' };
      await pause(pace.giveUp);
      return { outcome: 'unknown', why: NO_ANSWER };
    },

    async act(action) {
      if (!link.isConnected) return { outcome: 'refused', why: NOT_LINKED.detail };
      const planned = plan.nextAction();
      await pause(pace.accept);
      if (planned.fate === 'refused') return { outcome: 'refused', why: planned.failure.detail };
      const event = account.act(action, clock.now());
      if (event === null) {
        return { outcome: 'refused', why: 'WhatsApp does not have this message.' };
      }
      if (planned.fate === 'goes-out' || planned.wentOut) world.happen(event);
      if (planned.fate === 'goes-out') return { outcome: 'done' };
      await pause(pace.giveUp);
      return { outcome: 'unknown', why: NO_ANSWER };
    },

    async find(key) {
      if (!link.isConnected) return 'unknown';
      return account.get(key)?.state ?? 'absent';
    },

    async fetchMedia(key) {
      mustBeConnected();
      const media = account.get(key)?.media;
      if (media == null) throw new GatewayError('media-unavailable', 'There is no such file.');
      return media;
    },

    async showTyping(to, isTyping) {
      mustBeConnected();
      if (isTyping) world.typingTo.add(to);
      else world.typingTo.delete(to);
    },

    async markSeen(address) {
      mustBeConnected();
      world.seen.add(address);
    },

    lookNow() {
      // A simulated link is never out of date.
    },

    memory: () => Promise.resolve(null),

    async rejectCall({ callId }) {
      mustBeConnected();
      world.rejectedCalls.push(callId);
    },

    async picture() {
      mustBeConnected();
      return null;
    },

    async blocked() {
      mustBeConnected();
      return [...blocked];
    },

    async setBlocked(address, isBlocked) {
      mustBeConnected();
      if (isBlocked) blocked.add(address);
      else blocked.delete(address);
    },

    async chats() {
      mustBeConnected();
      return account.chats();
    },

    async history(address, limit, before) {
      mustBeConnected();
      return account.history(address, limit, before);
    },
  };
}

const NOT_LINKED: SendFailure = {
  code: 'not-linked',
  detail: 'The number is not connected to WhatsApp.',
};
const UNREADABLE: SendFailure = { code: 'media-rejected', detail: 'The file cannot be read.' };

async function readOutgoing(content: OutgoingContent): Promise<CustomerContent | null> {
  if (content.kind === 'text') return content.text;
  if (!('path' in content)) return content;
  const { kind, caption, mime, fileName, path } = content;
  try {
    return { kind, caption, mime, fileName, bytes: await readFile(path) };
  } catch {
    return null;
  }
}
