import { dateTime, timeSpan } from '#renderer/i18n/format.ts';
import { t } from '#renderer/i18n/index.ts';
import type { HostEvent } from '#shared/domain/host-event.ts';

interface Words {
  readonly title: string;
  /** What follows from it. */
  readonly follows: string;
  readonly detail: string;
}

export function hostEventText(event: HostEvent): Words {
  const { host } = t;
  switch (event.kind) {
    case 'host.clock-set': {
      const say = event.by > 0 ? host.clockSet.forward : host.clockSet.back;
      return words(say(timeSpan(Math.abs(event.by))), host.clockSet.follows);
    }
    case 'host.clock-judged': {
      const by = timeSpan(Math.abs(event.by));
      if (event.isRight) return words(host.clockRight(by), '');
      return words(host.clockWrong(by), host.clockWrongFollows);
    }
    case 'host.slept':
      return words(host.slept(timeSpan(event.ms)), host.sleptFollows);
    case 'host.restored':
      return words(
        host.restored(dateTime(event.backupAt)),
        host.restoredFollows(event.unconfirmed),
      );
    case 'host.backup-failed':
      return {
        title: host.backupFailed[event.where],
        follows: host.backupFailedWhy[event.reason],
        detail: event.detail,
      };
  }
}

const words = (title: string, follows: string): Words => ({ title, follows, detail: '' });
