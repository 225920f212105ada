import { t } from '#renderer/i18n/index.ts';
import { causeOf } from '#shared/domain/number.ts';
import type { LinkState, LinkStateName } from '#shared/domain/number.ts';

export type Tone = 'busy' | 'good' | 'wait' | 'trouble';

export const TONES = {
  stopped: 'trouble',
  'browser-missing': 'trouble',
  'downloading-browser': 'busy',
  'starting-browser': 'busy',
  'waiting-for-scan': 'wait',
  'scan-paused': 'wait',
  linking: 'busy',
  syncing: 'busy',
  connected: 'good',
  'phone-offline': 'trouble',
  unreachable: 'trouble',
  'logged-out': 'trouble',
  'used-elsewhere': 'trouble',
  blocked: 'trouble',
  'whatsapp-web-changed': 'trouble',
  restarting: 'busy',
} as const satisfies Record<LinkStateName, Tone>;

export interface Remedy {
  readonly command: 'number.show-code' | 'number.use-here' | 'number.restart';
  readonly label: string;
  readonly isPrimary: boolean;
}

/** The button that helps in this state; null where there is nothing to press. */
export function remedyFor(link: LinkState): Remedy | null {
  const { action } = t.number;
  const restart = (label: string, isPrimary = false): Remedy => ({
    command: 'number.restart',
    label,
    isPrimary,
  });
  switch (link.name) {
    case 'scan-paused':
    case 'logged-out':
      return { command: 'number.show-code', label: action['show-code'], isPrimary: true };
    case 'used-elsewhere':
      return { command: 'number.use-here', label: action['use-here'], isPrimary: true };
    case 'browser-missing': {
      const isAboutThisHost = link.problem === 'none-found' || link.problem === 'not-usable';
      return restart(isAboutThisHost ? action.look : action.download, true);
    }
    case 'blocked':
    case 'whatsapp-web-changed':
      return restart(action.retry, true);
    case 'unreachable':
      return restart(link.retryAt === null ? action.restart : action.retry);
    case 'phone-offline':
    case 'restarting':
    case 'syncing':
    case 'connected':
      return restart(action.restart);
    default:
      return null;
  }
}

/** The sentence for a state's cause; null when it has none or a newer host made it up. */
export function causeText(cause: string | null): string | null {
  const texts: Readonly<Record<string, string>> = t.number.cause;
  return cause === null ? null : (texts[cause] ?? null);
}

export function causeTextOf(link: LinkState): string | null {
  return link.name === 'connected' ? null : causeText(causeOf(link));
}

/** The moment of the next attempt, if it is worth counting down to. */
export function retryAtOf(link: LinkState): number | null {
  return 'retryAt' in link ? link.retryAt : null;
}
