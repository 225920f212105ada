import type { ShellMessage } from '#shared/ipc/host-messages.ts';

/** A started host process, as the supervisor sees it. */
export interface HostChild {
  send(message: ShellMessage): void;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
}

export interface HostChildEvents {
  onMessage(message: unknown): void;
  /** Called once; nothing comes after it. `code` is null when it was killed. */
  onExit(code: number | null): void;
  /** What it wrote to stdout or stderr. */
  onOutput(text: string): void;
}

export type StartHostChild = (events: HostChildEvents) => HostChild;
