import { t } from '#renderer/i18n/index.ts';
import type { CommandFailure } from '#shared/client/types.ts';

/** What was done and is only told of no more is no bad news. */
export function toneOf({ code }: CommandFailure): 'bad' | 'neutral' {
  return code === 'out-of-sight' ? 'neutral' : 'bad';
}

/** A sentence for the failures that any command may have. */
export function explain({ code, message }: CommandFailure): string {
  const { problems } = t.common;
  switch (code) {
    case 'disconnected':
    case 'forbidden':
    case 'too-many-frames':
    case 'host-trouble':
    case 'storage-trouble':
    case 'out-of-sight':
      return problems[code];
    default:
      return problems.other(message);
  }
}
