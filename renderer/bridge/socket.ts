import type { ConnectTransport } from '#shared/client/types.ts';

/** A hub connection over the browser's WebSocket. */
export function webSocketTransport(url: () => string): ConnectTransport {
  return (events) => {
    const socket = new WebSocket(url());
    socket.onopen = () => events.onOpen();
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') events.onText(data);
    };
    socket.onclose = () => events.onClose();
    return {
      send: (text) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(text);
      },
      close: () => socket.close(),
    };
  };
}
