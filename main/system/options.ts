import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure, Result } from '#shared/util/result.ts';
import { nearestWord } from './nearest-word.ts';
import { defaultDataDirectory } from './paths.ts';

export interface HostOptions {
  /** Absolute path; null in a demo that was given none: it keeps its data in a temporary folder. */
  readonly dataDirectory: string | null;
  /** 0: any free port. */
  readonly port: number;
  /** An IP address, or `localhost`. */
  readonly host: string;
  /** Absolute path of the browser that drives WhatsApp Web; null: find one. */
  readonly browser: string | null;
  readonly isDemo: boolean;
}

export type StartRequest =
  | { readonly action: 'run'; readonly options: HostOptions }
  /** `file`: an absolute path; null: the newest backup of the data folder. */
  | { readonly action: 'restore'; readonly dataDirectory: string; readonly file: string | null }
  | { readonly action: 'rebuild-reports'; readonly dataDirectory: string }
  | { readonly action: 'reset-password'; readonly dataDirectory: string; readonly name: string }
  | { readonly action: 'help' }
  | { readonly action: 'version' };

export type OptionFailure = Failure<'bad-option'>;

export const DEFAULT_PORT = 7443;
const LATEST = 'latest';

export const HELP = `Deskline: one WhatsApp number, every desk.

Usage: npm start -- [options]

  --data DIR      where everything is kept           (DESKLINE_DATA)
  --port N        port of the inbox, default ${DEFAULT_PORT}    (DESKLINE_PORT)
  --host ADDR     address to listen on,              (DESKLINE_HOST)
                  default 0.0.0.0, in a demo 127.0.0.1
  --browser PATH  Chrome, Edge or Chromium that      (DESKLINE_BROWSER)
                  drives WhatsApp Web
  --demo          try it with a simulated number and customers; keeps nothing
                  unless --data is given, and leaves DESKLINE_DATA alone
  --restore-backup FILE
                  put a backup in the database's place and end; "latest" is the
                  newest one of the data folder. What was there is set aside.
  --rebuild-reports
                  count all reports anew from the journal and end
  --reset-password NAME
                  print a temporary password for somebody who cannot sign in any
                  more, and end their sessions; also while Deskline is running
  --help          show this
  --version       show the version

The names in brackets are environment variables; an option wins over them.
`;

const OPTIONS = {
  data: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  browser: { type: 'string' },
  demo: { type: 'boolean' },
  'restore-backup': { type: 'string' },
  'rebuild-reports': { type: 'boolean' },
  'reset-password': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

type OptionName = keyof typeof OPTIONS;
type Given = Partial<Record<OptionName, string>>;

/** Options as typed (without node and script) and the environment -> what to do. */
export function parseOptions(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): Result<StartRequest, OptionFailure> {
  const given = readArguments(argv);
  if (!given.ok) return given;
  const { help, version, demo, 'restore-backup': backup, ...rest } = given.value;
  if (help !== undefined) return ok({ action: 'help' });
  if (version !== undefined) return ok({ action: 'version' });
  const isDemo = demo !== undefined;
  const data = rest.data ?? (isDemo ? undefined : fromEnv(env.DESKLINE_DATA));
  const browser = rest.browser ?? fromEnv(env.DESKLINE_BROWSER);

  if (backup !== undefined) {
    if (isDemo) return refuse('A demo has no backups.');
    const file = backup === '' || backup === LATEST ? null : resolve(backup);
    const dataDirectory = data === undefined ? defaultDataDirectory() : resolve(data);
    return ok({ action: 'restore', dataDirectory, file });
  }
  if (given.value['rebuild-reports'] !== undefined) {
    if (isDemo) return refuse('A demo keeps no reports.');
    const dataDirectory = data === undefined ? defaultDataDirectory() : resolve(data);
    return ok({ action: 'rebuild-reports', dataDirectory });
  }
  const name = given.value['reset-password'];
  if (name !== undefined) {
    if (isDemo && data === undefined) return refuse('A demo says its passwords when it starts.');
    const dataDirectory = data === undefined ? defaultDataDirectory() : resolve(data);
    return ok({ action: 'reset-password', dataDirectory, name });
  }
  const port = readPort(rest.port, fromEnv(env.DESKLINE_PORT));
  if (!port.ok) return port;
  const host = readHost(rest.host, fromEnv(env.DESKLINE_HOST), isDemo);
  if (!host.ok) return host;
  return ok({
    action: 'run',
    options: {
      dataDirectory: data === undefined ? (isDemo ? null : defaultDataDirectory()) : resolve(data),
      port: port.value,
      host: host.value,
      browser: browser === undefined ? null : resolve(browser),
      isDemo,
    },
  });
}

function readArguments(argv: readonly string[]): Result<Given, OptionFailure> {
  const { tokens } = parseArgs({ args: [...argv], options: OPTIONS, strict: false, tokens: true });
  const given: Given = {};
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') return refuse(`"${token.value}" is not an option.`);
    if (!isOptionName(token.name)) return unknownOption(token.rawName);
    const takesValue = OPTIONS[token.name].type === 'string';
    if (!takesValue && token.value !== undefined) return refuse(`${token.rawName} takes no value.`);
    const isLast = token.name === 'restore-backup' && token.value === undefined;
    if (takesValue && !isLast && isMissing(token.value, token.inlineValue)) {
      return refuse(`${token.rawName} needs a value.`);
    }
    given[token.name] = token.value ?? '';
  }
  return ok(given);
}

const isOptionName = (name: string): name is OptionName => Object.hasOwn(OPTIONS, name);

/** `--data --demo` has forgotten the folder; `--data=--demo` means it. */
const isMissing = (value: string | undefined, isInline: boolean | undefined) =>
  value === undefined || value === '' || (!isInline && value.startsWith('--'));

function unknownOption(rawName: string): OptionFailure {
  const nearest = nearestWord(
    rawName,
    Object.keys(OPTIONS).map((name) => `--${name}`),
  );
  return refuse(`Unknown option ${rawName}.${nearest === null ? '' : ` Did you mean ${nearest}?`}`);
}

function readPort(option: string | undefined, variable: string | undefined) {
  const text = option ?? variable ?? String(DEFAULT_PORT);
  const port = Number(text);
  if (/^[0-9]{1,5}$/.test(text) && port <= 65_535) return ok(port);
  const source = option === undefined ? 'DESKLINE_PORT' : '--port';
  return refuse(`${source} takes a number from 0 to 65535, not "${text}".`);
}

function readHost(option: string | undefined, variable: string | undefined, isDemo: boolean) {
  const host = option ?? variable ?? (isDemo ? '127.0.0.1' : '0.0.0.0');
  if (host === 'localhost' || isIP(host) !== 0) return ok(host);
  const source = option === undefined ? 'DESKLINE_HOST' : '--host';
  return refuse(`${source} takes an IP address like 0.0.0.0 or 192.168.1.20, not "${host}".`);
}

/** A variable that is set to nothing is not set. */
const fromEnv = (value: string | undefined) => (value === '' ? undefined : value);

const refuse = (message: string): OptionFailure =>
  fail('bad-option', `${message} See npm start -- --help.`);
