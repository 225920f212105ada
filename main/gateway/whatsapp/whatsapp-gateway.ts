import { GatewayError } from '#main/core/ports/gateway.ts';
import type {
  Gateway,
  GatewayEvent,
  OutgoingMessage,
  SendOutcome,
} from '#main/core/ports/gateway.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import type { LinkState } from '#shared/domain/number.ts';
import { Emitter } from '#shared/util/emitter.ts';
import { SEND_LIMITS } from './limits.ts';
import type { CallName, CallParams, CallResult, SendLimits } from './protocol.ts';
import { SessionKeeper } from './session-keeper.ts';

export interface WhatsAppGatewayOptions {
  /** Absolute path of the folder for the browser profile that holds the link to the number. */
  readonly directory: string;
  /** The browser to drive, or what a person has to do to have one. */
  readonly browser: { readonly path: string } | { readonly missing: string };
  readonly log: Log;
  readonly clock: Clock;
  readonly sendLimits?: SendLimits;
}

/** WhatsApp through WhatsApp Web in a browser without a window. */
export function createWhatsAppGateway({
  directory,
  browser,
  log,
  clock,
  sendLimits = SEND_LIMITS,
}: WhatsAppGatewayOptions): Gateway {
  const events = new Emitter<GatewayEvent>();
  const emit = (event: GatewayEvent) => events.emit(event);
  if ('missing' in browser) return gatewayWithoutBrowser(browser.missing, events);

  const browserPath = browser.path;
  const keeper = new SessionKeeper({ directory, browserPath, sendLimits, clock, log, emit });
  const call = async <N extends CallName>(
    name: N,
    params: CallParams<N>,
  ): Promise<CallResult<N>> => {
    if (keeper.session === null) throw notConnected();
    return keeper.session.call(name, params);
  };

  const sendNow = async (message: OutgoingMessage): Promise<SendOutcome> => {
    if (keeper.link.name !== 'connected') return notLinked();
    // Once it has left for the worker, only an answer tells what became of it.
    return call('send', message).catch((error: unknown) => ({
      outcome: 'unknown',
      why: error instanceof Error ? error.message : String(error),
    }));
  };
  let lastSend: Promise<unknown> = Promise.resolve();

  return {
    start: async () => keeper.start(),
    stop: () => keeper.stop(),
    on: (listener) => events.on(listener),
    link: () => keeper.link,
    newKey: (to) => call('newKey', { to }),
    // One at a time, as a person would.
    send(message) {
      const sending = lastSend.then(() => sendNow(message));
      lastSend = sending;
      return sending;
    },
    find: (key) => call('find', { key }).catch(() => 'unknown' as const),
    fetchMedia: (key) => call('fetchMedia', { key }),
    chats: () => call('chats', {}),
    history: (address, limit) => call('history', { address, limit }),
  };
}

function gatewayWithoutBrowser(remedy: string, events: Emitter<GatewayEvent>): Gateway {
  let state: LinkState = { name: 'stopped' };
  const become = (next: LinkState) => {
    state = next;
    events.emit({ type: 'link', state });
  };
  const refuse = () => Promise.reject(notConnected());
  return {
    start: async () => become({ name: 'browser-missing', remedy }),
    stop: async () => become({ name: 'stopped' }),
    on: (listener) => events.on(listener),
    link: () => state,
    newKey: refuse,
    send: async () => notLinked(),
    find: async () => 'unknown',
    fetchMedia: refuse,
    chats: refuse,
    history: refuse,
  };
}

function notConnected(): GatewayError {
  return new GatewayError('not-connected', 'WhatsApp is not connected.');
}

function notLinked(): SendOutcome {
  const detail = 'This computer is not connected to WhatsApp right now.';
  return { outcome: 'refused', failure: { code: 'not-linked', detail } };
}
