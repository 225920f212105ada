import type { ChildProcess } from 'node:child_process';
import type { Gateway, GatewayEvent } from '#main/core/ports/gateway.ts';
import { GatewayError } from '#main/core/ports/gateway.ts';
import type { LinkState } from '#shared/domain/number.ts';
import { Emitter } from '#shared/util/emitter.ts';

/** A gateway's calls that travel; `on` and `link` are answered on the spot. */
type Call = Exclude<keyof Gateway, 'on' | 'link'>;

export type ToChild =
  | { readonly t: 'event'; readonly event: GatewayEvent }
  | { readonly t: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly t: 'error'; readonly id: number; readonly code: string; readonly message: string };
export interface FromChild {
  readonly t: 'call';
  readonly id: number;
  readonly name: Call;
  readonly args: readonly unknown[];
}

/** In the process that stays: a host may die in the middle of any call, WhatsApp goes on. */
export function serveGateway(
  gateway: Gateway,
  child: ChildProcess,
  taken: (name: Call) => void,
): void {
  const stop = gateway.on((event) => say(child, { t: 'event', event }));
  child.once('exit', () => {
    stop();
    void gateway.stop();
  });
  child.on('message', (message: FromChild | { t: string }) => {
    if (message.t === 'call') void answer(message as FromChild);
  });
  const answer = async ({ id, name, args }: FromChild): Promise<void> => {
    try {
      const call = gateway[name].bind(gateway) as (...all: readonly unknown[]) => Promise<unknown>;
      const value = await call(...args);
      taken(name);
      say(child, { t: 'answer', id, value });
    } catch (error) {
      const code = error instanceof GatewayError ? error.code : 'failed';
      say(child, { t: 'error', id, code, message: String(error) });
    }
  };
}

function say(child: ChildProcess, message: ToChild): void {
  // A child that was just killed takes nothing more, which is the point.
  if (child.connected) child.send(message, () => undefined);
}

/** In the host: every method of the port as a call to the other process. */
export function gatewayOverIpc(): Gateway {
  const events = new Emitter<GatewayEvent>();
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let state: LinkState = { name: 'stopped' };
  let lastId = 0;
  process.on('message', (message: ToChild | { t: string }) => hear(message as ToChild));

  function hear(message: ToChild): void {
    if (message.t === 'event') {
      if (message.event.type === 'link') state = message.event.state;
      events.emit(message.event);
    } else if (message.t === 'answer') waiting.get(message.id)?.resolve(message.value);
    else if (message.t === 'error') {
      const code = message.code as GatewayError['code'];
      waiting.get(message.id)?.reject(new GatewayError(code, message.message));
    }
  }
  const call = (name: Call, args: readonly unknown[]): Promise<unknown> => {
    const id = ++lastId;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(id, answer);
    process.send?.({ t: 'call', id, name, args } satisfies FromChild);
    return answer.promise;
  };
  const own = {
    on: (listener: (event: GatewayEvent) => void) => events.on(listener),
    link: () => state,
  };
  return new Proxy(own as unknown as Gateway, {
    get: (target, name: keyof Gateway) =>
      name in target ? target[name] : (...args: unknown[]) => call(name as Call, args),
  });
}
