import { join } from 'node:path';
import { createCore } from '#main/core/create-core.ts';
import type { Clock } from '#main/core/ports/system.ts';
import { ensureCertificate } from '#main/hub/certificate.ts';
import { startHub } from '#main/hub/start-hub.ts';
import { openBackupFiles } from '#main/store/backups/backup-files.ts';
import { openMediaFiles } from '#main/store/media-files.ts';
import { openStore } from '#main/store/open-store.ts';
import { pictures } from '#main/system/pictures.ts';
import { oneTimeCodes } from '#main/system/one-time-codes.ts';
import { systemClock } from '#main/system/clock.ts';
import { pairingExchange } from '#main/system/pairing-exchange.ts';
import { systemRandom } from '#main/system/random.ts';
import { plainPasswords, SETUP_CODE } from '#test/doubles/core/office.ts';
import { silentLog } from '#test/doubles/log.ts';
import { gatewayOverIpc } from './gateway-over-ipc.ts';
import {
  nameCoreSteps,
  nameFileSteps,
  nameGatewaySteps,
  nameStoreSteps,
  nameTransactionSteps,
} from './steps.ts';

/**
 * The host's own parts, each wrapped so that the process can end with -9 at a named step: told
 * which one by a message, it says every step it passes and dies at that one. The product has no
 * such hooks. Waits of the core are shortened; WhatsApp is in the process that started this one.
 */
const [, , directory = '', port = '0'] = process.argv;
const SPEED = 20;

let fatal: string | null = null;
const passed = new Set<string>();
const reached = (step: string): void => {
  if (step === fatal) process.kill(process.pid, 'SIGKILL');
  if (passed.has(step)) return;
  passed.add(step);
  process.send?.({ t: 'step', step });
};
process.on('message', (message: { t: string; step?: string }) => {
  if (message.t !== 'arm') return;
  fatal = message.step ?? null;
  passed.clear();
  process.send?.({ t: 'armed' });
});
process.on('disconnect', () => process.exit());

nameTransactionSteps(reached);
const fast: Clock = {
  ...systemClock,
  after: (ms, callback) => systemClock.after(ms / SPEED, callback),
};
const log = silentLog;
const core = createCore({
  store: nameStoreSteps(openStore({ directory, log }), reached),
  files: nameFileSteps(openMediaFiles({ directory: join(directory, 'media') }), reached),
  backups: openBackupFiles(directory),
  gateway: nameGatewaySteps(gatewayOverIpc(), reached),
  clock: fast,
  random: systemRandom,
  passwords: plainPasswords,
  oneTimeCodes,
  pictures,
  pairing: pairingExchange,
  log,
  whereabouts: () => ({ addresses: [], fingerprint: '' }),
  setupCode: SETUP_CODE,
});
const tls = await ensureCertificate({ directory: join(directory, 'tls'), names: [], log });
const hub = await startHub({
  core: nameCoreSteps(core, reached),
  tls,
  address: '127.0.0.1',
  port: Number(port),
  screensDirectory: null,
  version: '1.2.3',
  clock: systemClock,
  log,
});
await core.start();
process.send?.({ t: 'running', port: hub.port });
