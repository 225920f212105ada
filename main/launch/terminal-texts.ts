import { join } from 'node:path';
import { StoreError } from '#main/core/ports/store.ts';
import { errorCode } from '#main/system/error-code.ts';

export interface StartedHost {
  readonly addresses: readonly string[];
  /** Whether browsers of other PCs are let in. */
  readonly letsBrowsersIn: boolean;
  readonly fingerprint: string;
  readonly setupCode: string | null;
  /** Who can sign in to the demo; empty otherwise. */
  readonly logins: readonly { readonly name: string; readonly password: string }[];
  readonly dataDirectory: string;
  readonly isDemo: boolean;
  /** The data folder goes when the host ends. */
  readonly isTemporary: boolean;
}

/** Windows of one browser share who is signed in. */
const SECOND_PERSON = 'each further one in a private (incognito) window or another browser';

/** What the terminal shows when the host is up. */
export function startText(host: StartedHost): string {
  const lines = [
    '',
    `  Deskline is running${host.isDemo ? ' as a demo with a simulated number' : ''}.`,
    '',
    ...(host.letsBrowsersIn ? host.addresses : host.addresses.slice(0, 1)).map((address, index) =>
      label(index === 0 ? 'Open' : 'or', address),
    ),
    ...(host.letsBrowsersIn || host.addresses.length < 2 ? [] : otherPcs(host.addresses.slice(1))),
    ...(host.setupCode === null ? [] : [label('Setup code', host.setupCode)]),
    ...host.logins.map(({ name, password }, index) =>
      label(index === 0 ? 'Sign in' : 'or', `${name}, password ${password}`),
    ),
    ...(host.logins.length > 1 ? [label('', SECOND_PERSON)] : []),
    label(
      'Data',
      host.isTemporary ? `${host.dataDirectory} (removed at the end)` : host.dataDirectory,
    ),
    '',
    '  The certificate was made on this PC, so a browser warns once. It is the right one when its',
    '  SHA-256 fingerprint is',
    `  ${host.fingerprint}`,
    '',
    '  Ctrl+C ends it.',
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function otherPcs(addresses: readonly string[]): readonly string[] {
  return [
    label('Other PCs', 'the Deskline app, added under Settings > Computers; it finds this host at'),
    ...addresses.map((address) => label('', new URL(address).host)),
    label('', 'Browsers there are let in when an admin allows them on the same page.'),
  ];
}

interface RescueOnTerminal {
  readonly addresses: readonly string[];
  readonly fingerprint: string;
  readonly code: string;
  readonly dataDirectory: string;
  readonly damage: { readonly setAside: string | null };
  readonly newestBackupAt: number | null;
}

/** What the terminal shows when the database is damaged and somebody has to say how to go on. */
export function rescueText(rescue: RescueOnTerminal): string {
  const { addresses, code, dataDirectory, damage, newestBackupAt } = rescue;
  const newest =
    newestBackupAt === null
      ? '  There is no backup beside it: end this to restore one from elsewhere by'
      : `  The last good backup is from ${new Date(newestBackupAt).toLocaleString()}. Restore it there, or end this and run`;
  const lines = [
    '',
    '  The database is damaged. It is kept, and nothing is changed in it:',
    `  ${join(dataDirectory, damage.setAside ?? '')}`,
    '',
    '  Deskline waits until somebody says how to go on.',
    '',
    ...addresses.map((address, index) => label(index === 0 ? 'Open' : 'or', address)),
    label('Code', code),
    '',
    newest,
    `  npm start -- --restore-backup ${newestBackupAt === null ? 'FILE' : 'latest'}`,
    '',
    '  Ctrl+C ends it.',
    '',
  ];
  return `${lines.join('\n')}\n`;
}

const label = (name: string, value: string): string => `  ${name.padEnd(12)}${value}`;

/** Why the host could not start, as a sentence that says what to do. */
export function startFailure(error: unknown, address: string, port: number): string {
  const code = errorCode(error);
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use: end the program that has it, or choose another with --port N.`;
  }
  if (code === 'EACCES' && isPrivileged(port)) {
    return `Port ${port} needs special rights: choose one above 1023 with --port N.`;
  }
  if (code === 'EADDRNOTAVAIL') {
    return `This PC has no address ${address}: give one of its own with --host ADDR.`;
  }
  if (error instanceof StoreError) return error.message;
  return error instanceof Error ? error.message : String(error);
}

const isPrivileged = (port: number): boolean => port > 0 && port < 1024;
