import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChatSummary } from '#main/core/ports/gateway.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import { restoreBackup } from '#main/store/backups/restore.ts';
import { Office } from '#test/doubles/core/office.ts';
import { anna, incoming } from '#test/doubles/gateway/incoming.ts';
import { temporaryFolder } from '#test/doubles/store/temporary-store.ts';

const HOUR = 60 * 60_000;

let office: Office;
let ana: Agent;
let ben: Agent;

beforeEach(async () => {
  office = await Office.open();
  [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
});

afterEach(() => office.remove());

const folder = () => join(office.directory, 'backups');
const made = () => readdirSync(folder(), { withFileTypes: true }).map(({ name }) => name);

async function status(agent = ana) {
  const answer = await office.core.handlers['backup.list']({}, agent);
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
}

/** Until the clock of the host strikes this hour the next time. */
function untilHour(hour: number): number {
  const now = office.clock.now();
  const next = new Date(now);
  next.setHours(hour, 0, 0, 0);
  if (next.getTime() <= now) next.setDate(next.getDate() + 1);
  return next.getTime() - now;
}

const backupMade = () => office.until((fact) => fact.kind === 'backup.made');

describe('the daily backup', () => {
  test('is made soon after the start when there is none since its hour, and then at its hour', async () => {
    const first = backupMade();
    await office.clock.advance(3 * 60_000);
    await first;
    expect(made()).toHaveLength(1);
    await office.clock.advance(untilHour(3) - 60_000);
    expect(made()).toHaveLength(1);
    const second = backupMade();
    await office.clock.advance(11 * 60_000);
    await second;
    const { backups, nextAt, failure } = await status();
    expect(backups.map(({ kind }) => kind)).toEqual(['daily', 'daily']);
    expect(nextAt).toBe(office.clock.now() + untilHour(3));
    expect(failure).toBeNull();
  });

  test('that fails is told to admins, once, and tried again until it works', async () => {
    writeFileSync(folder(), 'a file in the place of the folder');
    const failed = office.until((fact) => fact.kind === 'host.backup-failed');
    await office.clock.advance(3 * 60_000);
    await failed;
    expect((await status()).failure).toMatchObject({ where: 'here' });
    rmSync(folder());
    const works = backupMade();
    await office.clock.advance(2 * HOUR);
    await works;
    expect(await status()).toMatchObject({ failure: null, backups: [{ kind: 'daily' }] });
  });
});

describe('an admin', () => {
  test('makes a backup at any time and sees it in the list', async () => {
    const answer = await office.core.handlers['backup.make']({}, ana);
    expect(answer).toMatchObject({ ok: true, value: { backup: { kind: 'by-hand' } } });
    expect(await status()).toMatchObject({
      backups: [{ kind: 'by-hand' }],
      folder: folder(),
      newestInSecond: null,
    });
  });

  test('who asks twice gets the same one', async () => {
    const ask = () => office.core.handlers['backup.make']({}, ana);
    const answers = await Promise.all([ask(), ask()]);
    expect(answers[0]).toEqual(answers[1]);
    expect(made()).toHaveLength(1);
  });

  test('is told why there is no copy in the second folder, and there is one when it is back', async () => {
    const second = join(temporaryFolder(), 'drive');
    const setting = { name: 'backups.secondFolder', value: second };
    await office.core.handlers['settings.change'](setting, ana);
    const answer = await office.core.handlers['backup.make']({}, ana);
    expect(answer).toMatchObject({
      ok: true,
      value: { failure: { where: 'second', reason: 'missing' } },
    });
    expect(await status()).toMatchObject({ failure: { where: 'second' }, newestInSecond: null });
    mkdirSync(second);
    await office.core.handlers['backup.make']({}, ana);
    const { failure, newestInSecond, backups } = await status();
    expect(failure).toBeNull();
    expect(newestInSecond).toBe(backups[0]?.at);
  });

  test('alone sees and makes backups', async () => {
    for (const name of ['backup.list', 'backup.make'] as const) {
      expect(await office.core.handlers[name]({}, ben)).toMatchObject({ code: 'forbidden' });
    }
    expect(() => made()).toThrow();
  });

  test('is told that there is no permission', async () => {
    mkdirSync(folder());
    chmodSync(folder(), 0o500);
    const isRoot = process.getuid?.() === 0;
    const answer = await office.core.handlers['backup.make']({}, ana);
    // Permissions do not count for root.
    expect(answer.ok).toBe(isRoot);
    if (!answer.ok) expect(answer).toMatchObject({ failure: { reason: 'read-only' } });
    chmodSync(folder(), 0o700);
  });
});

describe('after a backup was restored', () => {
  /** A backup while one reply waits and one is on its way, and what happened since. */
  async function restored(): Promise<void> {
    office.gateway.connect();
    for (const text of ['One', 'Two']) {
      office.gateway.emit({ type: 'message', message: incoming(text) });
    }
    await office.settled();
    office.gateway.sendAnswer = () => new Promise(() => undefined);
    await office.reply(ana, 'On its way');
    await office.gateway.whenHandedOver(1);
    await office.reply(ana, 'Waits behind it');
    await office.core.handlers['backup.make']({}, ana);
    const [name] = made();
    await office.close();
    restoreBackup(office.directory, join(folder(), name ?? ''), office.clock.now() + HOUR);
    office = await Office.open(office);
  }

  const replies = () => office.messages().filter(({ author }) => author.type === 'agent');

  test('replies that were on their way are for a person to judge, and nothing is sent', async () => {
    await restored();
    expect(replies().map(({ state }) => state)).toEqual(['unconfirmed', 'unconfirmed']);
    office.gateway.connect();
    await office.clock.advance(5 * 60_000);
    expect(office.gateway.handedOver).toEqual([]);
    expect(office.store.read.restore.backupAt()).toBeNull();
  });

  test('a screen that resumes gets a snapshot, as positions mean something else now', async () => {
    const before = office.store.read.journal.id();
    await restored();
    const resume = { journalId: before, seq: office.store.read.journal.head() };
    const { welcome } = office.core.sync.open(ana, resume);
    expect(welcome).toMatchObject({ mode: 'snapshot' });
    expect(welcome.journalId).not.toBe(before);
  });

  test('the gap since the backup is one, with its reason, until WhatsApp was asked', async () => {
    office.gateway.connect();
    await office.until((fact) => fact.kind === 'coverage.number-linked');
    await restored();
    expect(office.core.sync.open(ana, null).welcome.coverage.gaps).toMatchObject([
      { reason: 'restored', conversationId: null },
    ]);
    const closed = office.until((fact) => fact.kind === 'coverage.gap-closed');
    office.gateway.connect();
    await closed;
    expect(office.core.sync.open(ana, null).welcome.coverage.gaps).toEqual([]);
  });

  test("it is said in the number's history, and seen to once", async () => {
    await restored();
    await office.close();
    office = await Office.open(office);
    await office.settled();
    const answer = await office.core.handlers['number.history']({ before: null, limit: 50 }, ana);
    const events = answer.ok ? answer.value.events : [];
    const told = events.filter(({ what }) => what.type === 'host');
    expect(told).toMatchObject([{ what: { event: { kind: 'host.restored', unconfirmed: 2 } } }]);
  });

  test('what came in and went out since the backup comes back from WhatsApp, once', async () => {
    office.gateway.connect();
    const [one, two] = ['One', 'Two'].map((text) => incoming(text));
    office.gateway.emit({ type: 'message', message: one! });
    await office.until((fact) => fact.kind === 'coverage.number-linked');
    await office.settled();
    await office.core.handlers['backup.make']({}, ana);
    const [name] = made();
    office.gateway.emit({ type: 'message', message: two! });
    await office.settled();
    await office.reply(ana, 'Sent since');
    await office.gateway.whenHandedOver(1);
    const key = office.gateway.handedOver[0]!.key;
    const sent = incoming('Sent since', { key, from: 'us', at: two!.at + 1_000 });
    await office.close();
    restoreBackup(office.directory, join(folder(), name ?? ''), office.clock.now() + HOUR);

    office = await Office.open(office);
    const chat: ChatSummary = { address: anna, lastMessageAt: sent.at, unread: 1, lastKey: key };
    office.gateway.chatList = [chat];
    office.gateway.histories.set(anna, [one!, two!, sent]);
    const closed = office.until((fact) => fact.kind === 'coverage.gap-closed');
    office.gateway.connect();
    await office.clock.advance(1_000);
    await closed;
    expect(office.messages().map(({ content }) => 'text' in content && content.text)).toEqual([
      'One',
      'Two',
      'Sent since',
    ]);
    expect(office.gateway.handedOver).toEqual([]);
  });

  test('everything else of the backup is there', async () => {
    await restored();
    const [conversation] = office.conversations();
    expect(conversation?.id).toBe(1 as ConversationId);
    expect(office.messages().map(({ content }) => 'text' in content && content.text)).toEqual([
      'One',
      'Two',
      'On its way',
      'Waits behind it',
    ]);
  });
});
