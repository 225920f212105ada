import type { Certificate } from '#main/hub/certificate.ts';
import { WebSocket } from 'ws';
import type { ConnectTransport } from '#shared/client/types.ts';

interface Target {
  readonly url: string;
  readonly ca: Certificate['cert'];
  readonly origin: string;
  readonly cookie?: string;
  /** Which of this machine's addresses connects; the system chooses unless given. */
  readonly localAddress?: string;
}

/** The hub client's transport over `ws`, which trusts one certificate alone. */
export function wsTransport(target: () => Target): ConnectTransport {
  return (events) => {
    const { url, ca, origin, cookie, localAddress } = target();
    const socket = new WebSocket(url, {
      ca,
      origin,
      ...(localAddress !== undefined && { localAddress }),
      headers: cookie === undefined ? {} : { cookie },
    });
    socket.on('open', () => events.onOpen());
    socket.on('message', (data, isBinary) => {
      if (!isBinary && Buffer.isBuffer(data)) events.onText(data.toString('utf8'));
    });
    socket.on('close', () => events.onClose());
    // 'close' follows and says all there is to say.
    socket.on('error', () => undefined);
    return {
      send: (text) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(text);
      },
      close: () => {
        // A peer that is gone would keep the socket for half a minute.
        if (socket.readyState === WebSocket.OPEN) socket.close();
        socket.terminate();
      },
    };
  };
}
