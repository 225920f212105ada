import { shellMessageSchema } from '#shared/ipc/host-messages.ts';
import type { HostMessage } from '#shared/ipc/host-messages.ts';

/** The host's line to whoever started it: the desktop shell, a test, or nobody. */
export interface ParentPort {
  /** False when the process was started from a terminal: then `send` does nothing. */
  readonly isConnected: boolean;
  send(message: HostMessage): void;
}

/** A port of Electron's utility process; messages arrive wrapped in an event. */
interface UtilityPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
}

/**
 * Answers pings and calls `onStop` once, when the parent asks for it or is gone. The process then
 * ends what it does and calls `process.exit`: a utility process does not end by itself.
 */
export function connectToParent(onStop: () => void): ParentPort {
  const parent = findParent();
  if (parent === null) return { isConnected: false, send: () => undefined };

  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    onStop();
  };
  parent.listen((data) => {
    const message = shellMessageSchema.safeParse(data);
    if (!message.success) return;
    if (message.data.type === 'stop') stop();
    else parent.send({ type: 'pong' });
  }, stop);
  return { isConnected: true, send: (message) => parent.send(message) };
}

/** Nothing, in a process of any other kind. */
export function endUtilityProcess(): void {
  if (Reflect.get(process, 'parentPort') === undefined) return;
  // What was written before has left by then.
  process.stdout.write('', () => process.stderr.write('', () => process.exit()));
}

interface Parent {
  send(message: HostMessage): void;
  listen(onMessage: (data: unknown) => void, onGone: () => void): void;
}

function findParent(): Parent | null {
  const port = Reflect.get(process, 'parentPort') as UtilityPort | undefined;
  if (port) {
    return {
      send: (message) => port.postMessage(message),
      // Electron ends its utility processes itself when it goes.
      listen: (onMessage) => void port.on('message', (event) => onMessage(event.data)),
    };
  }
  if (process.send === undefined) return null;
  return {
    // The parent may go at any moment; `disconnect` is where that is dealt with.
    send: (message) => void process.send?.(message, undefined, undefined, () => undefined),
    listen(onMessage, onGone) {
      process.on('message', onMessage);
      process.once('disconnect', onGone);
    },
  };
}
