import { timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { BackupError } from '#main/core/ports/backups.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import { ensureCertificate } from '#main/hub/certificate.ts';
import { startRescueHub } from '#main/hub/rescue-hub.ts';
import { BACKUP_FOLDER, backupsIn } from '#main/store/backups/backup-files.ts';
import { damageSeenTo } from '#main/store/backups/damage.ts';
import type { Damage } from '#main/store/backups/damage.ts';
import { restoreBackup } from '#main/store/backups/restore.ts';
import { reachableNames } from '#main/system/addresses.ts';
import { readBackupName } from '#shared/domain/backup.ts';
import type { RescueChoice } from '#shared/protocol/http.ts';
import { fail, ok } from '#shared/util/result.ts';
import { newSetupCode } from './setup-code.ts';

interface RescueSetup {
  readonly directory: string;
  readonly damage: Damage;
  readonly address: string;
  readonly port: number;
  readonly screensDirectory: string | null;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
}

export interface RunningRescue {
  readonly port: number;
  readonly fingerprint: string;
  /** What the one who chooses has to type. */
  readonly code: string;
  /** When the last backup was made that is offered; null when there is none. */
  readonly newestBackupAt: number | null;
  /** True when somebody has chosen and it is done; false when it was given up. */
  readonly chosen: Promise<boolean>;
  giveUp(): void;
}

/** Until somebody says what takes the place of a damaged database. The data folder has to be held. */
export async function startRescue(setup: RescueSetup): Promise<RunningRescue> {
  const { directory, damage, address, log } = setup;
  const folder = join(directory, BACKUP_FOLDER);
  const code = newSetupCode();
  const chosen = Promise.withResolvers<boolean>();
  const tls = await ensureCertificate({
    directory: join(directory, 'tls'),
    names: reachableNames(address),
    log,
  });

  function perform(choice: RescueChoice['choice']) {
    if (choice.type === 'start-empty') {
      damageSeenTo(directory);
      return ok(undefined);
    }
    // Nothing but the name of a backup becomes part of a path.
    if (readBackupName(choice.name) === null) return fail('not-restored', 'That is no backup.');
    try {
      restoreBackup(directory, join(folder, choice.name), setup.clock.now());
    } catch (error) {
      if (!(error instanceof BackupError)) throw error;
      log.error({ error }, 'a backup could not be restored');
      return fail('not-restored', `This backup cannot be restored: ${error.message}`);
    }
    damageSeenTo(directory);
    return ok(undefined);
  }

  let isChosen = false;
  const hub = await startRescueHub({
    ...setup,
    tls,
    rescue: async () => ({
      noticedAt: damage.at,
      setAside: damage.setAside,
      backups: await backupsIn(folder),
    }),
    choose(given, choice) {
      if (!isSame(given, code)) {
        return fail('wrong-code', 'This is not the code that the host shows.');
      }
      if (isChosen) return ok(undefined);
      const result = perform(choice);
      isChosen = result.ok;
      if (result.ok) log.warn({ choice: choice.type }, 'somebody chose how to go on');
      return result;
    },
    onChosen: () => chosen.resolve(true),
  });
  return {
    port: hub.port,
    fingerprint: tls.fingerprint,
    code,
    newestBackupAt: (await backupsIn(folder))[0]?.at ?? null,
    chosen: chosen.promise.finally(() => hub.close()),
    giveUp: () => chosen.resolve(false),
  };
}

/** People type codes with other dashes, spaces and cases. */
function isSame(given: string, code: string): boolean {
  const plain = (text: string) => Buffer.from(text.replace(/[^0-9a-z]/giu, '').toUpperCase());
  const [one, other] = [plain(given), plain(code)];
  return one.length === other.length && timingSafeEqual(one, other);
}
