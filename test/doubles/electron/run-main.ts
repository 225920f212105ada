import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import type { DoubleRequest } from './control.ts';
import { pressFromNowOn } from './message-box.ts';
import { idleFromNowOn } from './power-monitor.ts';
import { onTestRequest, tellTest } from './test-line.ts';

/** `node run-main.ts <built main entry> [options]`: Electron's executable, with the double inside. */
const [entry = '', ...options] = process.argv.slice(2);
process.argv = [process.execPath, entry, ...options];

const ELECTRON = new URL('./electron.ts', import.meta.url).href;
const LOOPBACK_MDNS = new URL('./loopback-mdns.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron') return { url: ELECTRON, shortCircuit: true };
    const isMdns = specifier === 'bonjour-service' && context.parentURL !== LOOPBACK_MDNS;
    return isMdns ? { url: LOOPBACK_MDNS, shortCircuit: true } : next(specifier, context);
  },
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
onTestRequest((request) => void perform(request));

await import(pathToFileURL(entry).href);
await app.becomeReady();

async function perform(request: DoubleRequest): Promise<void> {
  switch (request.type) {
    case 'quit':
      return void app.quit();
    case 'close-windows':
      for (const window of BrowserWindow.getAllWindows()) {
        if (request.id === undefined || window.webContents.id === request.id) window.close();
      }
      return;
    case 'reload':
      for (const window of BrowserWindow.getAllWindows()) window.reload();
      return;
    case 'answer-dialogs':
      pressFromNowOn(request.button);
      return;
    case 'idle':
      idleFromNowOn(request.seconds);
      return;
    case 'invoke-in-frame': {
      const [window] = BrowserWindow.getAllWindows();
      const value = await window?.webContents.invokeInFrame(request.frameName);
      return void tellTest({ type: 'answer', id: request.id, value });
    }
  }
}
