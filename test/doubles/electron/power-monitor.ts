import { EventEmitter } from 'node:events';

let seconds = 0;

/** For how long nobody has touched the PC, from now on. */
export function idleFromNowOn(value: number): void {
  seconds = value;
}

class PowerMonitorDouble extends EventEmitter {
  getSystemIdleTime(): number {
    return seconds;
  }
}

export const powerMonitor = new PowerMonitorDouble();
