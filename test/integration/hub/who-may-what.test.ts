import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { roleSchema } from '#shared/domain/agent.ts';
import type { Agent, Role } from '#shared/domain/agent.ts';
import { commands } from '#shared/protocol/commands/index.ts';
import type { CommandName } from '#shared/protocol/commands/index.ts';
import type { ResultFrame } from '#shared/protocol/frames.ts';
import { Office } from '#test/doubles/core/office.ts';
import { OfficeHub } from '#test/doubles/hub/office-hub.ts';
import { AskedOffice } from '#test/doubles/roles/asked-office.ts';
import { samples } from '#test/doubles/roles/samples.ts';
import type { Sample } from '#test/doubles/roles/samples.ts';
import { whoMayWhat } from '#test/doubles/roles/who-may-what.ts';

const table = whoMayWhat();
const names = Object.keys(commands) as CommandName[];

/** What the rules say to somebody who may not. */
const REFUSALS = new Set(['forbidden', 'not-owner', 'not-the-writer', 'not-possible', 'too-late']);

let office: Office;
let hub: OfficeHub;
let it: AskedOffice;

beforeAll(async () => {
  office = await Office.open();
  hub = await OfficeHub.open(office);
  it = await AskedOffice.staff(office);
});

afterAll(async () => {
  await hub.close();
  await office.remove();
});

beforeEach(() => office.gateway.connect());

const sampleOf = (name: CommandName): Sample => samples[name];

async function asked(name: CommandName, role: Role, whose: Agent): Promise<ResultFrame> {
  const params = await sampleOf(name).params({ it, asker: it[role], whose });
  const screen = await hub.signedIn(it[role]);
  const result = await hub.ask(screen, name, params);
  screen.socket.terminate();
  return result;
}

/** The code it was refused with; null: it was not. */
function refusalIn(result: ResultFrame): string | null {
  if (!result.ok) return REFUSALS.has(result.code) ? result.code : null;
  const [one] = (result.value as { results?: { outcome: string; why?: string }[] }).results ?? [];
  return one?.outcome === 'refused' ? (one.why ?? null) : null;
}

/** It was done, or there was nothing of the kind to do. */
function expectDone(name: CommandName, result: ResultFrame): void {
  expect(refusalIn(result)).toBeNull();
  if (!result.ok) expect(result.code, result.message).toBe(sampleOf(name).else);
}

test('the table names every command, and none that is not there', () => {
  expect([...table.keys()].sort()).toEqual([...names].sort());
});

describe.each(names)('%s', (name) => {
  const answers = table.get(name);

  test.each(roleSchema.options)('asked by role %s is answered as the table says', async (role) => {
    const answer = answers?.[role];
    const [own, others] = [
      answer === 'no' ? null : await asked(name, role, it[role]),
      answer === 'own' || answer === 'no' || answers?.agent === 'own'
        ? await asked(name, role, it.colleague)
        : null,
    ];
    if (own !== null) expectDone(name, own);
    if (others === null) return;
    if (answer === 'yes') expectDone(name, others);
    else expect(refusalIn(others), JSON.stringify(others)).not.toBeNull();
    if (answer === 'no') expect(refusalIn(others)).toBe('forbidden');
  });

  test('asked by nobody gets no answer but the end of the connection', async () => {
    expect(answers?.nobody).toBe('no');
    const params = await sampleOf(name).params({ it, asker: it.agent, whose: it.agent });
    const screen = await hub.knock();
    screen.command(1, name, params);
    await screen.closed;
    expect(screen.frames.map(({ t }) => t)).toEqual(['bye']);
  });
});
