import type { Log } from '#main/core/ports/system.ts';

/** Opens a web address in the person's browser; false: it is no such address and was not opened. */
export type OpenExternal = (url: string) => Promise<boolean>;

interface OpenerOptions {
  /** Hands an address to the operating system, which starts whatever it belongs to. */
  readonly open: (url: string) => Promise<void>;
  readonly log: Log;
}

/** The only way out of the shell: http and https, never a file, a program or another scheme. */
export function createExternalOpener({ open, log }: OpenerOptions): OpenExternal {
  return async (text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
      log.warn({ scheme: url?.protocol ?? null }, 'An address was not opened.');
      return false;
    }
    await open(url.href);
    return true;
  };
}
