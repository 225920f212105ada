import { installWorldBridge } from './world-bridge.ts';

/** The name of the world that preloads run in, and of the line from there to the main process. */
export const PRELOAD_WORLD = 'electron-preload';
export const IPC_BINDING = 'electronDoubleSend';

/** ipcRenderer, as far as preloads use it. Runs inside the page: nothing from outside is used. */
function installIpcRenderer(send: (payload: string) => void) {
  type Listener = (event: object, ...args: unknown[]) => void;
  const listeners = new Map<string, Set<Listener>>();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  return {
    ipcRenderer: {
      invoke(channel: string, ...args: unknown[]): Promise<unknown> {
        const id = (lastId += 1);
        return new Promise((resolve, reject) => {
          waiting.set(id, { resolve, reject });
          send(JSON.stringify({ id, channel, args }));
        });
      },
      on(channel: string, listener: Listener): void {
        listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      },
      off(channel: string, listener: Listener): void {
        listeners.get(channel)?.delete(listener);
      },
    },
    deliver(channel: string, args: readonly unknown[]): void {
      for (const listener of [...(listeners.get(channel) ?? [])]) listener({}, ...args);
    },
    answer(id: number, outcome: { ok: boolean; value?: unknown; message?: string }): void {
      if (outcome.ok) waiting.get(id)?.resolve(outcome.value);
      else waiting.get(id)?.reject(new Error(outcome.message));
      waiting.delete(id);
    },
  };
}

/** Goes into the page's own world. */
export const pageWorldScript = `(${installWorldBridge.toString()})('page', 'preload');`;

/**
 * Goes into the preload's world. As in Electron's sandbox the preload may require \`electron\` and
 * nothing else, sees a bare \`process\`, and runs in the top frame alone.
 */
export function preloadWorldScript(preload: string): string {
  const bareProcess = { platform: process.platform, type: 'renderer', sandboxed: true, argv: [] };
  return `(() => {
  const ipc = (${installIpcRenderer.toString()})((payload) => ${IPC_BINDING}(payload));
  globalThis.electronDouble = ipc;
  if (window !== window.top) return;
  const bridge = (${installWorldBridge.toString()})('preload', 'page');
  const electron = {
    ipcRenderer: ipc.ipcRenderer,
    contextBridge: { exposeInMainWorld: (name, api) => bridge.expose(name, api) },
  };
  const require = (name) => {
    if (name === 'electron') return electron;
    throw new Error('module not found: ' + name);
  };
  const module = { exports: {} };
  ((require, module, exports, process) => {
${preload}
  })(require, module, module.exports, ${JSON.stringify(bareProcess)});
})();`;
}
