import type { Gateway } from '#main/core/ports/gateway.ts';
import type { Login } from './demo-folder.ts';
import type { RunningHost } from './start-host.ts';

export interface OpenedGateway {
  readonly gateway: Gateway;
  /** Puts people into a demo and gives their logins; does nothing otherwise. */
  furnish(host: RunningHost): Promise<readonly Login[]>;
  /** Ends what `furnish` began. */
  stop(): void;
}
