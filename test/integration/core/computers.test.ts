import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { beginPairing } from '#main/system/pairing-exchange.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { readPairingCode } from '#shared/domain/computer.ts';
import type { Seq } from '#shared/domain/ids.ts';
import { Office } from '#test/doubles/core/office.ts';
import { pairComputer } from '#test/doubles/core/pair-computer.ts';

const minute = 60_000;
const HOST = { fingerprint: 'AB:CD', address: '192.168.1.30' };
const PC = { name: 'Second desk', platform: 'windows', address: HOST.address } as const;

let office: Office;
let ana: Agent;
let ben: Agent;

beforeEach(async () => {
  office = await Office.open();
  [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
});
afterEach(() => office.remove());

async function newCode(by = ana) {
  const added = await office.core.handlers['computer.add']({}, by);
  if (!added.ok) throw new Error(added.message);
  return { text: added.value.code, ...readPairingCode(added.value.code)! };
}

/** Up to the host's answer. */
async function begin(slot: string, secret: string, fingerprint = HOST.fingerprint) {
  const mine = await beginPairing(secret);
  const asked = { slot, request: mine.request, fingerprint, address: HOST.address };
  const answer = await office.core.computers.beginPairing(asked);
  return { mine, answer };
}

async function pair(slot: string, secret: string, name: string = PC.name) {
  const { mine, answer } = await begin(slot, secret);
  if (!answer.ok) return answer;
  const proved = mine.finish(answer.value.response, HOST.fingerprint);
  if (proved === null) return null;
  const { attempt } = answer.value;
  return office.core.computers.finishPairing({ ...PC, name, attempt, proof: proved.proof });
}

async function computers() {
  const listed = await office.core.handlers['computer.list']({}, ana);
  if (!listed.ok) throw new Error(listed.message);
  return listed.value.computers;
}

const facts = () =>
  office.store.read.journal
    .after(0 as Seq, 1_000)
    .map(({ fact }) => fact)
    .filter(({ kind }) => kind.startsWith('computer.'));

const admit = (key: string | null, isHere = false) => office.core.computers.admit({ isHere, key });
const signIn = (entrance: object, name = 'Ben') =>
  office.core.accounts.signIn({ name, password: 'correct horse' }, 'app', HOST.address, {
    computerId: null,
    isRemote: false,
    ...entrance,
  });

describe('a code', () => {
  test('lets one computer in, and tells who made it', async () => {
    const { slot, secret, text } = await newCode();
    expect(text).toMatch(/^[A-Z2-9]{3}-[A-Z2-9]{3}-[A-Z2-9]{3}$/);
    expect(await pair(slot, secret)).toMatchObject({ ok: true, value: { office: '' } });
    expect(await computers()).toMatchObject([
      { name: 'Second desk', platform: 'windows', pairedBy: ana.id, revokedAt: null, users: [] },
    ]);
    expect(facts().map(({ kind }) => kind)).toEqual([
      'computer.code-made',
      'computer.pairing-tried',
      'computer.paired',
    ]);
    expect(JSON.stringify(facts())).not.toContain(secret);
    expect(await pair(slot, secret)).toMatchObject({ code: 'no-code' });
  });

  test('is over after ten minutes', async () => {
    const { slot, secret } = await newCode();
    await office.clock.advance(10 * minute);
    expect(await pair(slot, secret)).toMatchObject({ code: 'no-code' });
  });

  test('is over when the clock of the host is set back, too', async () => {
    const { slot, secret } = await newCode();
    office.clock.jump(-60 * minute);
    await office.clock.advance(10 * minute);
    expect(await pair(slot, secret)).toMatchObject({ code: 'no-code' });
  });

  test('allows five tries, however many come at once', async () => {
    const { slot, secret } = await newCode();
    const tries = await Promise.all(
      Array.from({ length: 40 }, () => begin(slot, 'AAAAAAAA').then(({ answer }) => answer.ok)),
    );
    expect(tries.filter(Boolean)).toHaveLength(5);
    expect(await pair(slot, secret)).toMatchObject({ code: 'no-code' });
    expect(facts().filter(({ kind }) => kind === 'computer.pairing-tried')).toHaveLength(5);
  });

  test('of five tries the last one may be the right one', async () => {
    const { slot, secret } = await newCode();
    for (let count = 0; count < 4; count += 1) expect(await pair(slot, 'WRNGCDE2')).toBeNull();
    expect(await pair(slot, secret)).toMatchObject({ ok: true });
  });

  test('used by two computers at once lets one in', async () => {
    const { slot, secret } = await newCode();
    const both = await Promise.all([pair(slot, secret, 'One'), pair(slot, secret, 'Two')]);
    expect(both.filter((outcome) => outcome?.ok)).toHaveLength(1);
    expect(
      both.filter((outcome) => outcome?.ok === false && outcome.code === 'no-code'),
    ).toHaveLength(1);
    expect(await computers()).toHaveLength(1);
  });

  test('forgotten by its admin opens nothing', async () => {
    const { slot, secret, text } = await newCode();
    await office.core.handlers['computer.forget-code']({ code: text }, ana);
    expect(await pair(slot, secret)).toMatchObject({ code: 'no-code' });
  });

  test('of somebody who is no admin any more opens nothing', async () => {
    const { handlers } = office.core;
    await handlers['agent.change']({ agentId: ben.id, role: 'admin' }, ana);
    const { slot, secret } = await newCode(office.store.read.agents.get(ben.id)!);
    await handlers['agent.change']({ agentId: ben.id, role: 'agent' }, ana);
    expect(await pair(slot, secret)).toMatchObject({ code: 'no-code' });
    expect(await computers()).toEqual([]);
  });

  test('beside others is told from them by its first character', async () => {
    const codes = [];
    for (let count = 0; count < 31; count += 1) codes.push(await newCode());
    expect(new Set(codes.map(({ slot }) => slot)).size).toBe(31);
    const full = await office.core.handlers['computer.add']({}, ana);
    expect(full).toMatchObject({ code: 'too-many-codes' });
    const [first, , third] = codes;
    expect(await pair(first!.slot, third!.secret)).toBeNull();
    expect(await pair(third!.slot, third!.secret)).toMatchObject({ ok: true });
  });
});

describe('the exchange', () => {
  test('comes to nothing where the computer met another certificate, and says nothing more', async () => {
    const { slot, secret } = await newCode();
    const { mine, answer } = await begin(slot, secret);
    if (!answer.ok) throw new Error(answer.message);
    expect(mine.finish(answer.value.response, 'EE:EE')).toBeNull();
  });

  test('takes each proof for its own try alone, and answers the same one alike', async () => {
    const { slot, secret } = await newCode();
    const first = await begin(slot, secret);
    const second = await begin(slot, secret);
    if (!first.answer.ok || !second.answer.ok) throw new Error('no tries');
    const { proof } = first.mine.finish(first.answer.value.response, HOST.fingerprint)!;
    const { finishPairing } = office.core.computers;
    const finish = (attempt: string, said: string) =>
      finishPairing.call(office.core.computers, { ...PC, attempt, proof: said });
    // Replayed in another try it is not even looked at twice.
    expect(await finish(second.answer.value.attempt, proof)).toMatchObject({ code: 'wrong-code' });
    const paired = await finish(first.answer.value.attempt, proof);
    expect(paired).toMatchObject({ ok: true });
    expect(await finish(first.answer.value.attempt, proof)).toEqual(paired);
    expect(await finish(first.answer.value.attempt, `${proof}x`)).toMatchObject({ ok: false });
    expect(await computers()).toHaveLength(1);
  });

  test('goes on when the disk took nothing at first', async () => {
    const { slot, secret } = await newCode();
    const { mine, answer } = await begin(slot, secret);
    if (!answer.ok) throw new Error(answer.message);
    const { proof } = mine.finish(answer.value.response, HOST.fingerprint)!;
    const asked = { ...PC, attempt: answer.value.attempt, proof };
    office.disk.breakWith('disk-full');
    await expect(office.core.computers.finishPairing(asked)).rejects.toThrow();
    office.disk.repair();
    const isOver = new Promise<void>((resolve) => {
      office.core.trouble.on(() => office.core.trouble.current === null && resolve());
    });
    await office.clock.advance(2_000);
    await isOver;
    expect(await office.core.computers.finishPairing(asked)).toMatchObject({ ok: true });
  });
});

describe('who is let in', () => {
  test('the host PC itself always, others by what their pairing gave them', async () => {
    const { key, computerId } = await pairComputer(office.core, ana);
    expect(admit(null, true)).toEqual({ ok: true, value: { computerId: null, isRemote: false } });
    expect(admit(key)).toEqual({ ok: true, value: { computerId, isRemote: false } });
    expect(admit('made-up')).toMatchObject({ code: 'computer-unknown' });
    expect(admit(null)).toMatchObject({ code: 'browsers-off' });
  });

  test('browsers where an admin wants them, and their sessions end when no more', async () => {
    const change = (value: boolean) =>
      office.core.handlers['settings.change']({ name: 'computers.browsers', value }, ana);
    await change(true);
    const entrance = { computerId: null, isRemote: true };
    expect(admit(null)).toEqual({ ok: true, value: entrance });
    const remote = await signIn(entrance);
    const here = await signIn({}, 'Ana');
    if (!remote.ok || !here.ok) throw new Error('not let in');
    const ended = new Promise((resolve) => office.core.accounts.onEnded(resolve));
    await change(false);
    expect(await ended).toMatchObject({ agentId: ben.id, end: { why: 'browsers-off' } });
    expect(await office.core.accounts.sessionState(remote.value.token)).toEqual({
      name: 'over',
      end: { why: 'browsers-off' },
    });
    expect(await office.core.accounts.sessionState(here.value.token)).toMatchObject({
      name: 'open',
    });
    expect(await signIn(entrance)).toMatchObject({ ok: false });
  });

  test('a session is worth nothing on another computer than its own', async () => {
    const { computerId } = await pairComputer(office.core, ana);
    const mine = { computerId, isRemote: false };
    const session = await signIn(mine);
    if (!session.ok) throw new Error(session.message);
    const { accounts } = office.core;
    expect(accounts.isOf(session.value.token, mine)).toBe(true);
    expect(accounts.isOf(session.value.token, { computerId: null, isRemote: false })).toBe(false);
    expect(await computers()).toMatchObject([{ users: [{ agentId: ben.id }] }]);
  });

  test('who signs in elsewhere is told the computer by its name', async () => {
    await office.remove();
    office = await Office.open(undefined, { hasOneSession: true });
    [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
    const { computerId } = await pairComputer(office.core, ana, 'Window seat');
    expect(await signIn({ computerId })).toMatchObject({ ok: true });
    expect(await signIn({})).toMatchObject({
      code: 'signed-in-elsewhere',
      sessions: [{ computer: 'Window seat', device: 'app' }],
    });
  });

  test('of an office from before there was the choice: its browsers, and the journal says so', async () => {
    await office.store.write((tx) => tx.setMark('browsers-as-before', 1));
    await office.close();
    office = await Office.open(office);
    expect(admit(null)).toMatchObject({ ok: true });
    expect(office.store.read.marks.get('browsers-as-before')).toBeNull();
  });
});

describe('a revoked computer', () => {
  test('is let in no more and its sessions end, those elsewhere do not', async () => {
    const { computerId, key } = await pairComputer(office.core, ana);
    const there = await signIn({ computerId });
    const here = await signIn({}, 'Ana');
    if (!there.ok || !here.ok) throw new Error('not let in');
    const revoked = await office.core.handlers['computer.revoke']({ computerId }, ana);
    expect(revoked).toEqual({ ok: true, value: { count: 1 } });
    expect(admit(key)).toMatchObject({ code: 'computer-revoked' });
    // Also where it is the host PC: who shows that key is that computer.
    expect(admit(key, true)).toMatchObject({ code: 'computer-revoked' });
    const { accounts } = office.core;
    expect(await accounts.sessionState(there.value.token)).toMatchObject({
      end: { why: 'computer-revoked' },
    });
    expect(await accounts.sessionState(here.value.token)).toMatchObject({ name: 'open' });
    expect(await signIn({ computerId })).toMatchObject({ ok: false });
  });

  test('is let in again within a minute, and not later', async () => {
    const { computerId, key } = await pairComputer(office.core, ana);
    const { handlers } = office.core;
    await handlers['computer.revoke']({ computerId }, ana);
    await office.clock.advance(minute);
    expect(await handlers['computer.restore']({ computerId }, ana)).toMatchObject({ ok: true });
    expect(admit(key)).toMatchObject({ ok: true });
    await handlers['computer.revoke']({ computerId }, ana);
    await office.clock.advance(minute + 1);
    const late = await handlers['computer.restore']({ computerId }, ana);
    expect(late).toMatchObject({ code: 'too-late' });
    expect(admit(key)).toMatchObject({ ok: false });
  });
});

test('names are told apart, and whoever renames second sees what it is called by now', async () => {
  const one = await pairComputer(office.core, ana, 'Desk');
  const two = await pairComputer(office.core, ana, 'desk');
  expect((await computers()).map(({ name }) => name)).toEqual(['Desk', 'desk (2)']);
  const rename = (computerId: typeof one.computerId, name: string, before: string) =>
    office.core.handlers['computer.rename']({ computerId, name, before }, ana);
  expect(await rename(two.computerId, 'DESK', 'desk (2)')).toMatchObject({ code: 'name-taken' });
  expect(await rename(one.computerId, 'Front', 'Desk')).toMatchObject({ ok: true });
  expect(await rename(one.computerId, 'Back', 'Desk')).toMatchObject({
    code: 'changed',
    name: 'Front',
  });
});

test('an agent gets neither codes nor the list', async () => {
  for (const name of ['computer.add', 'computer.list'] as const) {
    expect(await office.core.handlers[name]({}, ben)).toMatchObject({ code: 'forbidden' });
  }
});
