import type { Failure, Result } from '../util/result.ts';
import type { DesklineBridge, FoundHost, HostStatus } from './contract.ts';

/** What the screens may ask of the shell; each is a method of the bridge. */
export interface IpcCalls {
  'host.status': DesklineBridge['host']['status'];
  'workplace.be-host': DesklineBridge['workplace']['beHost'];
  'workplace.join': DesklineBridge['workplace']['join'];
  'workplace.go-back': DesklineBridge['workplace']['goBack'];
  'workplace.pair': DesklineBridge['workplace']['pair'];
  'workplace.hosts': DesklineBridge['workplace']['hosts'];
  'session.load': DesklineBridge['session']['load'];
  'session.save': DesklineBridge['session']['save'];
  'session.clear': DesklineBridge['session']['clear'];
  'system.idle-seconds': DesklineBridge['system']['idleSeconds'];
  'window.ask-before-closing': DesklineBridge['window']['askBeforeClosing'];
  'window.show': DesklineBridge['window']['show'];
  'window.set-waiting': DesklineBridge['window']['setWaiting'];
  'window.close': DesklineBridge['window']['close'];
  'window.show-place': DesklineBridge['window']['showPlace'];
  'settings.open': DesklineBridge['settings']['open'];
  'settings.close': DesklineBridge['settings']['close'];
  'open-external': DesklineBridge['openExternal'];
}
export type IpcCall = keyof IpcCalls;

/** What the shell tells the screens. */
export interface IpcEvents {
  'host.status-changed': HostStatus;
  'workplace.hosts-changed': readonly FoundHost[];
  'window.close-asked': null;
  /** To the window whose place it is. */
  'window.place-asked': string;
}
export type IpcEvent = keyof IpcEvents;

/**
 * `forbidden`: not one of our screens asked. `bad-params`: they do not fit the call. `refused`:
 * the shell does not do that. `failed`: it tried and could not; the log says why.
 */
export type IpcFailure = Failure<'forbidden' | 'bad-params' | 'refused' | 'failed'>;

export type IpcValue<C extends IpcCall> = Awaited<ReturnType<IpcCalls[C]>>;
export type IpcAnswer<C extends IpcCall> = Result<IpcValue<C>, IpcFailure>;
