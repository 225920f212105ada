import type { HostMessage, ShellMessage } from '#shared/ipc/host-messages.ts';
import type { HostChildEvents, StartHostChild } from '#main/supervisor/host-child.ts';

/** One start of a host process, played by the test. */
export interface ScriptedHostChild {
  readonly received: readonly ShellMessage[];
  readonly isKilled: boolean;
  say(message: HostMessage | object): void;
  write(text: string): void;
  exit(code: number | null): void;
}

/** Starts nothing; `children` has a child for every time the supervisor wanted one. */
export function scriptedHostChildren(): {
  readonly start: StartHostChild;
  readonly children: readonly ScriptedHostChild[];
} {
  const children: ScriptedHostChild[] = [];
  const start = (events: HostChildEvents) => {
    const received: ShellMessage[] = [];
    const state = { isKilled: false };
    children.push({
      received,
      get isKilled() {
        return state.isKilled;
      },
      say: (message) => events.onMessage(message),
      write: (text) => events.onOutput(text),
      exit: (code) => events.onExit(code),
    });
    return {
      send: (message: ShellMessage) => void received.push(message),
      kill() {
        state.isKilled = true;
        events.onExit(null);
      },
    };
  };
  return { start, children };
}
