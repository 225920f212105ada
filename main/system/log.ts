import { pino } from 'pino';
import type { Logger } from 'pino';
import type { Log } from '#main/core/ports/system.ts';
import { redact } from './redact.ts';
import { openRotatingFile } from './rotating-file.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

interface LogOptions {
  readonly level: LogLevel;
  /** Path of the log file (JSON lines, 3 files of 2 MB at most); null: no file. */
  readonly destination: string | null;
  /** Where warnings and errors go in plain words; the process's stderr unless said otherwise. */
  readonly warn?: (line: string) => void;
}

export interface OpenLog extends Log {
  close(): void;
}

const MAX_BYTES = 2 * 1024 * 1024;
const FILES = 3;

/** Everything from `level` up goes to the file, warnings and errors also to stderr. */
export function createLog({ level, destination, warn }: LogOptions): OpenLog {
  const file =
    destination === null
      ? null
      : openRotatingFile({ path: destination, maxBytes: MAX_BYTES, files: FILES });
  const say = warn ?? ((line: string) => void process.stderr.write(line));
  const logger = pino(
    { level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.multistream([
      ...(file === null ? [] : [{ level, stream: file }]),
      { level: 'warn', stream: { write: (line: string) => say(inPlainWords(line)) } },
    ]),
  );
  return { ...fromPino(logger), close: () => file?.close() };
}

function fromPino(logger: Logger): Log {
  return {
    debug: (details, what) => logger.debug(redact(details), what),
    info: (details, what) => logger.info(redact(details), what),
    warn: (details, what) => logger.warn(redact(details), what),
    error: (details, what) => logger.error(redact(details), what),
    child: (bindings) => fromPino(logger.child({ ...toObject(redact(bindings)) })),
  };
}

const toObject = (value: unknown): object => (typeof value === 'object' && value ? value : {});

const WARN = 40;

const OF_EVERY_LINE = new Set(['level', 'time', 'pid', 'msg']);

/** One line for a person: what happened and why; everything else is in the file. */
function inPlainWords(line: string): string {
  const entry = JSON.parse(line) as Record<string, unknown> & { msg?: string };
  const word = Number(entry.level) > WARN ? 'Error' : 'Warning';
  const details = Object.entries(entry).filter(([name]) => !OF_EVERY_LINE.has(name));
  const reasons = details.flatMap(([, value]) =>
    typeof value === 'object' && value !== null && 'message' in value && 'stack' in value
      ? [String(value.message).split('\n')[0]]
      : [],
  );
  const facts = details
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([name, value]) => `${name} ${String(value)}`);
  const aside = facts.length === 0 ? [] : [`(${facts.join(', ')})`];
  const words = [`${word}:`, entry.msg ?? '', ...reasons, ...aside].join(' ');
  // Names and errors come from outside: nothing of them may move a terminal's cursor.
  return `${words.replace(/\p{Cc}+/gu, ' ')}\n`;
}
