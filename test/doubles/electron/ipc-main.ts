type Handler = (event: object, ...args: unknown[]) => unknown;

const handlers = new Map<string, Handler>();

export const ipcMain = {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Two handlers for ${channel}.`);
    handlers.set(channel, handler);
  },
};

/** Runs the product's handler; rejects as Electron does when there is none. */
export async function invokeMain(channel: string, event: object, args: unknown[]) {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  return handler(event, ...args);
}
