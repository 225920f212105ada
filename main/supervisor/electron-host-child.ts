import { utilityProcess } from 'electron';
import { errorCode } from '#main/system/error-code.ts';
import type { StartHostChild } from './host-child.ts';

interface HostProgram {
  /** Absolute path of the built host. */
  readonly entry: string;
  readonly args: readonly string[];
}

/** Starts the host as a utility process of this Electron program. */
export function startUtilityProcess({ entry, args }: HostProgram): StartHostChild {
  return (events) => {
    const child = utilityProcess.fork(entry, [...args], {
      serviceName: 'Deskline host',
      stdio: 'pipe',
    });
    child.on('message', (message: unknown) => events.onMessage(message));
    child.on('exit', (code) => events.onExit(code));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', events.onOutput);
    }
    return {
      send: (message) => child.postMessage(message),
      kill() {
        if (child.pid === undefined) return void child.kill();
        try {
          // child.kill() asks politely, and a program that hangs does not hear it.
          process.kill(child.pid, 'SIGKILL');
        } catch (error) {
          if (errorCode(error) !== 'ESRCH') throw error;
        }
      },
    };
  };
}
