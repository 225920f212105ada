import { connectToParent, endUtilityProcess } from '#main/system/parent-port.ts';
import { HELP, parseOptions } from '#main/system/options.ts';
import type { HostOptions } from '#main/system/options.ts';
import { productVersion } from '#main/system/version.ts';
import { createLog } from '#main/system/log.ts';
import { HostProcess } from './launch/host-process.ts';
import { rebuildCommand } from './launch/rebuild-reports.ts';
import { resetPassword } from './launch/reset-password.ts';
import { restore } from './launch/restore-command.ts';

/** The host: `node main/host.ts [options]`, or started by the desktop shell. Knows no Electron. */
const request = parseOptions(process.argv.slice(2), process.env);
if (!request.ok) {
  process.stderr.write(`${request.message}\n`);
  process.exitCode = 2;
} else if (request.value.action === 'run') {
  await run(request.value.options);
} else if (request.value.action === 'restore') {
  process.exitCode = restore(request.value.dataDirectory, request.value.file);
} else if (request.value.action === 'rebuild-reports') {
  const { dataDirectory } = request.value;
  const log = createLog({ level: 'warn', destination: null });
  process.exitCode = await rebuildCommand(dataDirectory, log);
  log.close();
} else if (request.value.action === 'reset-password') {
  const { dataDirectory, name } = request.value;
  const log = createLog({ level: 'warn', destination: null });
  process.exitCode = await resetPassword(dataDirectory, name, log);
  log.close();
} else {
  process.stdout.write(request.value.action === 'help' ? HELP : `${productVersion()}\n`);
}

// A utility process does not end by itself when its program is through.
if (!request.ok || request.value.action !== 'run') endUtilityProcess();

async function run(options: HostOptions): Promise<void> {
  const host = new HostProcess(options);
  const parent = connectToParent(() => void host.end());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void host.end());
  }
  await host.run(parent);
}
