import { contextBridge, ipcRenderer } from 'electron';
import type {
  IpcAnswer,
  IpcCall,
  IpcCalls,
  IpcEvent,
  IpcEvents,
  IpcValue,
} from '#shared/ipc/channels.ts';
import type { DesklineBridge } from '#shared/ipc/contract.ts';

/** Filled in by the build. */
declare const __DESKLINE_VERSION__: string;

async function call<C extends IpcCall>(
  channel: C,
  ...params: Parameters<IpcCalls[C]>
): Promise<IpcValue<C>> {
  const answer = (await ipcRenderer.invoke(channel, ...params)) as IpcAnswer<C>;
  // Of an error the context bridge lets only the message through.
  if (!answer.ok) throw new Error(`${answer.code}: ${answer.message}`);
  return answer.value;
}

function on<E extends IpcEvent>(channel: E, listener: (event: IpcEvents[E]) => void) {
  const receive = (_event: unknown, payload: IpcEvents[E]) => listener(payload);
  ipcRenderer.on(channel, receive);
  return () => void ipcRenderer.off(channel, receive);
}

const bridge: DesklineBridge = {
  platform: process.platform,
  version: __DESKLINE_VERSION__,
  host: {
    status: () => call('host.status'),
    onStatus: (listener) => on('host.status-changed', listener),
  },
  workplace: {
    beHost: () => call('workplace.be-host'),
    join: () => call('workplace.join'),
    goBack: () => call('workplace.go-back'),
    pair: (address, code) => call('workplace.pair', address, code),
    hosts: () => call('workplace.hosts'),
    onHosts: (listener) => on('workplace.hosts-changed', listener),
  },
  session: {
    load: () => call('session.load'),
    save: (token) => call('session.save', token),
    clear: () => call('session.clear'),
  },
  system: {
    idleSeconds: () => call('system.idle-seconds'),
  },
  window: {
    askBeforeClosing: (isWanted) => call('window.ask-before-closing', isWanted),
    onCloseAsked: (listener) => on('window.close-asked', () => listener()),
    close: () => call('window.close'),
    show: () => call('window.show'),
    setWaiting: (count) => call('window.set-waiting', count),
    showPlace: (place) => call('window.show-place', place),
    onPlaceAsked: (listener) => on('window.place-asked', listener),
  },
  settings: {
    open: (place) => call('settings.open', place),
    close: () => call('settings.close'),
  },
  openExternal: (url) => call('open-external', url),
};

contextBridge.exposeInMainWorld('deskline', bridge);
