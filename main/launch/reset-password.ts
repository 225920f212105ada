import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { recoverAccess } from '#main/core/accounts/recovery.ts';
import { Ledger } from '#main/core/journal/ledger.ts';
import { StoreError } from '#main/core/ports/store.ts';
import type { Log } from '#main/core/ports/system.ts';
import { DATABASE_FILE } from '#main/store/data-folder.ts';
import { openStore } from '#main/store/open-store.ts';
import { systemClock } from '#main/system/clock.ts';
import { createPasswordHasher } from '#main/system/passwords.ts';
import { recoveryFailureSchema, recoveryResponseSchema } from '#shared/protocol/http.ts';
import { findRecoveryKey } from './recovery-key.ts';
import type { RecoveryKey } from './recovery-key.ts';

/** What the terminal says, and the exit code. */
interface Said {
  readonly code: 0 | 2;
  readonly text: string;
}

const ANSWER_WITHIN_MS = 10_000;
// No letters or digits that are taken for one another when read out or written down.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** `--reset-password`: of the host that runs with this folder, or in the folder itself. */
export async function resetPassword(directory: string, name: string, log: Log): Promise<number> {
  const { code, text } = await reset(directory, name, log);
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  return code;
}

async function reset(directory: string, name: string, log: Log): Promise<Said> {
  if (!existsSync(join(directory, DATABASE_FILE))) {
    return refuse(`There is no Deskline in ${directory}: say where its data is with --data DIR.`);
  }
  const password = temporaryPassword();
  try {
    return await inFolder(directory, name, password, log);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    if (error.code !== 'in-use') return refuse(error.message);
  }
  const key = await findRecoveryKey(directory);
  const said = key === null ? null : await askHost(directory, key, name, password);
  return (
    said ??
    refuse(
      'Deskline is running with this data folder and does not answer: end it, then do this again.',
    )
  );
}

async function inFolder(
  directory: string,
  name: string,
  password: string,
  log: Log,
): Promise<Said> {
  const store = openStore({ directory, log });
  try {
    const outcome = await recoverAccess(
      {
        ledger: new Ledger(store, systemClock),
        clock: systemClock,
        passwords: createPasswordHasher(),
        announce: () => undefined,
        unlock: ({ tx }, agentId) => tx.forgetTriesOf(agentId),
      },
      name,
      password,
    );
    return outcome.ok
      ? done(outcome.value.agent.name, password, outcome.value.ended)
      : refused(outcome);
  } finally {
    await store.close();
  }
}

/** Null: nobody answers there. */
async function askHost(
  directory: string,
  { port, key }: RecoveryKey,
  name: string,
  password: string,
): Promise<Said | null> {
  const ca = await readFile(join(directory, 'tls', 'host.crt'), 'utf8');
  const body = await new Promise<string | null>((resolve) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      ca,
      path: '/api/recovery',
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      timeout: ANSWER_WITHIN_MS,
    });
    asked.once('timeout', () => asked.destroy()).once('error', () => resolve(null));
    asked.once('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.once('end', () => resolve(text)).once('error', () => resolve(null));
    });
    asked.end(JSON.stringify({ name, password }));
  });
  if (body === null) return null;
  const answer: unknown = JSON.parse(body);
  const good = recoveryResponseSchema.safeParse(answer);
  if (good.success) return done(good.data.name, password, good.data.ended);
  const bad = recoveryFailureSchema.safeParse(answer);
  return bad.success ? refused(bad.data) : null;
}

function done(name: string, password: string, ended: number): Said {
  const lines = [
    '',
    `  ${name} signs in once with this temporary password, and then chooses another:`,
    '',
    `  ${password}`,
    '',
    '  It is not shown again, and is not kept anywhere.',
    ...(ended === 0 ? [] : [`  ${name} was signed out everywhere.`]),
    '  The audit log says that this was done on the host PC.',
    '',
  ];
  return { code: 0, text: lines.join('\n') };
}

function refused({
  message,
  names,
}: {
  readonly message: string;
  readonly names?: readonly string[] | undefined;
}): Said {
  if (names === undefined) return refuse(message);
  return refuse(
    names.length === 0
      ? `${message} Nobody has an account yet: start Deskline, it shows how to make the first.`
      : `${message} There are: ${names.join(', ')}.`,
  );
}

const refuse = (text: string): Said => ({ code: 2, text });

/** About 79 bits that can be read out: `hk4m-9wxp-t3ba-zz7q`. */
function temporaryPassword(): string {
  const letter = () => LETTERS[randomInt(LETTERS.length)] ?? '';
  const group = () => Array.from({ length: 4 }, letter).join('');
  return Array.from({ length: 4 }, group).join('-');
}
