import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { commands, isCommandName } from '#shared/protocol/commands/index.ts';
import type { CommandName } from '#shared/protocol/commands/index.ts';
import { HostOffice } from '#test/doubles/host-office.ts';
import { agentClient, found, tokenFrom } from '#test/faults/agent-client.ts';
import type { HubClient } from '#shared/client/types.ts';

let directory: string;
let office: HostOffice;
let token: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'deskline-mutations-'));
  office = await HostOffice.open(directory);
  const password = /Carla, password (\S+)/.exec(office.host.output())?.[1] ?? '';
  token = await tokenFrom(office.address, { name: 'Carla', password });
});

afterAll(async () => {
  await office.close();
  await rm(directory, { recursive: true, force: true });
});

/** As many commands as one connection may send in one go. */
const IN_ONE_GO = 350;
const CONNECTIONS = 4;

/** These would end the session that the others need, or take the machine's time on purpose. */
const LEFT_OUT = new Set(['presence.set']);
const names = Object.keys(commands)
  .filter(isCommandName)
  .filter((name) => !LEFT_OUT.has(name));

/** Values that are right somewhere and wrong elsewhere, and some that are right nowhere. */
const anyValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, -1, 0, 1, 2, 1.5, 9e15, 1e300, '', '1', 'agent', 'all'),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      'text',
      'queue',
      'waiting',
      '\u202E',
      '\uD800',
      "' OR 1=1 --",
      'a'.repeat(9_000),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.constantFrom(
        ...['conversationId', 'epoch', 'text', 'id', 'name', 'type', 'kind', 'to', 'clientRef'],
        ...['__proto__', 'constructor', 'toString', 'lastSeenMessageId', 'limit', 'agentId'],
      ),
      tie('value'),
      { maxKeys: 6 },
    ),
  ),
})).value;

/** With the fields that the command has, most of them wrong; or nothing like it. */
function paramsOf(name: CommandName): fc.Arbitrary<unknown> {
  const { params } = commands[name];
  if (!(params instanceof z.ZodObject)) return anyValue;
  const fields = Object.keys(params.shape).map((field) => [field, anyValue] as const);
  return fc.oneof(
    { arbitrary: fc.record(Object.fromEntries(fields), { requiredKeys: [] }), weight: 4 },
    anyValue,
  );
}

const anyCommand = fc
  .constantFrom(...names)
  .chain((name) => fc.tuple(fc.constant(name), paramsOf(name)));

async function connect(): Promise<HubClient> {
  const client = agentClient(() => office.address, token);
  await found(client, () => (client.status.name === 'online' ? true : null));
  return client;
}

test('whatever a command is given, it is done or refused in its own words', async () => {
  for (let n = 0; n < CONNECTIONS; n += 1) await mutate(await connect());
  for (const screen of office.screens) {
    expect(screen.status.name).toBe('online');
    expect((await screen.command('search', { text: 'hello', limit: 5 })).ok).toBe(true);
  }
  const log = await readFile(join(directory, 'logs', 'host.log'), 'utf8');
  expect(log.split('\n').filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
});

async function mutate(attacker: HubClient): Promise<void> {
  await fc.assert(
    fc.asyncProperty(anyCommand, async ([name, params]) => {
      const reply = await attacker.command(name, params as never);
      if (!reply.ok) expect(reply.code).not.toBe('host-trouble');
      expect(attacker.status.name).toBe('online');
    }),
    { numRuns: IN_ONE_GO },
  );
  attacker.stop();
}
