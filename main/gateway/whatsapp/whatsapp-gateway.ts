import { GatewayError } from '#main/core/ports/gateway.ts';
import type {
  ActionOutcome,
  Gateway,
  GatewayEvent,
  OutgoingAction,
  OutgoingMessage,
  SendOutcome,
} from '#main/core/ports/gateway.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import { Emitter } from '#shared/util/emitter.ts';
import { AckWatch } from './ack-watch.ts';
import type { BrowserSource } from './browser-source.ts';
import { ACKNOWLEDGE_MS, SEND_LIMITS, SESSION_PACE } from './limits.ts';
import type { CallName, CallParams, CallResult, SendLimits, SessionPace } from './protocol.ts';
import { fetchInPieces } from './fetch-in-pieces.ts';
import { SessionKeeper } from './session-keeper.ts';

export interface WhatsAppGatewayOptions {
  /** Absolute path of the folder for the browser profile that holds the link to the number. */
  readonly directory: string;
  /** Where the browser to drive comes from. */
  readonly browser: BrowserSource;
  readonly log: Log;
  readonly clock: Clock;
  readonly sendLimits?: SendLimits;
  readonly pace?: Partial<SessionPace>;
  /** How long an accepted message may go without any acknowledgement, in milliseconds. */
  readonly acknowledgeMs?: number;
}

/** WhatsApp through WhatsApp Web in a browser without a window. */
export function createWhatsAppGateway({
  directory,
  browser,
  log,
  clock,
  sendLimits = SEND_LIMITS,
  pace = {},
  acknowledgeMs = ACKNOWLEDGE_MS,
}: WhatsAppGatewayOptions): Gateway {
  const events = new Emitter<GatewayEvent>();
  const acks = new AckWatch({
    clock,
    patienceMs: acknowledgeMs,
    onSilence: () => keeper.trouble('sends-unconfirmed', ''),
  });
  const emit = (event: GatewayEvent) => {
    if (event.type === 'acknowledged') acks.acknowledged(event.key);
    // Away, nothing can be acknowledged; what was accepted goes out with the next connection.
    if (event.type === 'link' && event.state.name !== 'connected') acks.reset();
    events.emit(event);
  };
  const keeper = new SessionKeeper({
    directory,
    browser,
    sendLimits,
    pace: { ...SESSION_PACE, ...pace },
    clock,
    log,
    emit,
  });
  const call = async <N extends CallName>(
    name: N,
    params: CallParams<N>,
  ): Promise<CallResult<N>> => {
    if (keeper.session === null) throw notConnected();
    return keeper.session.call(name, params);
  };

  const sendNow = async (message: OutgoingMessage): Promise<SendOutcome> => {
    if (keeper.link.name !== 'connected') return notLinked();
    acks.handedOver(message.key);
    // Once it has left for the worker, only an answer tells what became of it.
    const outcome = await call('send', message).catch((error: unknown) => ({
      outcome: 'unknown' as const,
      why: error instanceof Error ? error.message : String(error),
    }));
    if (outcome.outcome === 'accepted') acks.accepted(message.key);
    else acks.notAccepted(message.key);
    return outcome;
  };
  const actNow = async (action: OutgoingAction): Promise<ActionOutcome> => {
    if (keeper.link.name !== 'connected') return NOT_CONNECTED;
    return call('act', action).catch((error: unknown) => ({
      outcome: 'unknown',
      why: error instanceof Error ? error.message : String(error),
    }));
  };
  let lastSend: Promise<unknown> = Promise.resolve();

  return {
    start: () => keeper.start(),
    async stop() {
      acks.reset();
      await keeper.stop();
    },
    on: (listener) => events.on(listener),
    link: () => keeper.link,
    order: (order) => keeper.order(order),
    lookNow: () => keeper.lookNow(),
    memory: () => call('memory', {}).catch(() => null),
    newKey: (to) => call('newKey', { to }),
    // One at a time, as a person would.
    send(message) {
      const sending = lastSend.then(() => sendNow(message));
      lastSend = sending;
      return sending;
    },
    act(action) {
      const acting = lastSend.then(() => actNow(action));
      lastSend = acting;
      return acting;
    },
    find: (key) => call('find', { key }).catch(() => 'unknown' as const),
    showTyping: async (to, isTyping) => void (await call('showTyping', { to, isTyping })),
    markSeen: async (address) => void (await call('markSeen', { address })),
    fetchMedia: (key) => fetchInPieces(call, key),
    rejectCall: async (ringing) => void (await call('rejectCall', ringing)),
    chats: () => call('chats', {}),
    picture: async (address) => (await call('picture', { address }))?.bytes ?? null,
    blocked: () => call('blocked', {}),
    setBlocked: async (address, isBlocked) => {
      await call('setBlocked', { address, isBlocked });
    },
    history: (address, limit, before) => call('history', { address, limit, before }),
  };
}

const NOT_CONNECTED: ActionOutcome = {
  outcome: 'refused',
  why: 'WhatsApp is not connected right now.',
};

function notConnected(): GatewayError {
  return new GatewayError('not-connected', 'WhatsApp is not connected.');
}

function notLinked(): SendOutcome {
  const detail = 'This computer is not connected to WhatsApp right now.';
  return { outcome: 'refused', failure: { code: 'not-linked', detail } };
}
