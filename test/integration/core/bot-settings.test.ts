import { afterEach, beforeEach, expect, test } from 'vitest';
import { NO_COVER } from '#shared/domain/bot/cover.ts';
import type { FlowId, SavedFlow } from '#shared/domain/bot/flow.ts';
import { readyMadeFlow } from '#shared/domain/bot/ready-made/index.ts';
import type { Seq } from '#shared/domain/ids.ts';
import { aFlow, end, message } from '#test/doubles/bot/flows.ts';
import { BotOffice } from '#test/doubles/core/bot-office.ts';

let bots: BotOffice;

beforeEach(async () => {
  bots = await BotOffice.open('open');
});
afterEach(() => bots.office.remove());

const handlers = () => bots.office.core.handlers;
const flow = aFlow([message('a', 'Hi'), end()]);
const again = (saved: SavedFlow, text: string) => ({
  flowId: saved.id,
  baseVersion: saved.version,
  flow: { ...saved.flow, steps: [message('a', text), end()] },
});

test('only admins see and change it, and agents hear nothing of it', async () => {
  const saved = await bots.covers('closed', flow);
  const asked = [
    handlers()['bot.get']({}, bots.ben),
    handlers()['bot.versions']({ flowId: saved.id }, bots.ben),
    handlers()['bot.save'](again(saved, 'Ho'), bots.ben),
    handlers()['bot.restore']({ flowId: saved.id, version: 1 }, bots.ben),
    handlers()['bot.remove']({ flowId: saved.id }, bots.ben),
    handlers()['bot.cover']({ cover: NO_COVER }, bots.ben),
  ];
  for (const outcome of await Promise.all(asked)) {
    expect(outcome).toMatchObject({ ok: false, code: 'forbidden' });
  }
  const { sync } = bots.office.core;
  const entries = bots.office.store.read.journal.after(0 as Seq, 1_000);
  const nothing = { after: 0, upTo: 0, conversations: [], counts: {} } as never;
  const delta = { ...(nothing as object), entries } as never as Parameters<typeof sync.forRole>[0];
  const kinds = (role: 'admin' | 'agent') =>
    sync.forRole(delta, role).entries.map((entry) => entry.fact.kind);
  expect(kinds('admin')).toEqual(expect.arrayContaining(['bot.flow-saved', 'bot.cover-changed']));
  expect(kinds('agent').filter((kind) => kind.startsWith('bot.'))).toEqual([]);
});

test('each save is a version that can be gone back to, and who saved it is on record', async () => {
  const first = await bots.save(flow);
  await handlers()['bot.save'](again(first, 'Ho'), bots.ana);
  const restored = await handlers()['bot.restore']({ flowId: first.id, version: 1 }, bots.ana);
  expect(restored).toMatchObject({ ok: true, value: { saved: { version: 3, flow } } });
  const versions = await handlers()['bot.versions']({ flowId: first.id }, bots.ana);
  expect(versions).toMatchObject({
    value: { versions: [{ version: 3 }, { version: 2 }, { version: 1 }] },
  });
  expect(bots.facts('bot.flow-saved').map((fact) => fact.restoredFrom)).toEqual([
    undefined,
    undefined,
    1,
  ]);
  expect(bots.office.store.read.bot.newest(first.id)).toMatchObject({ by: bots.ana.id });
});

test('the oldest of very many versions are forgotten', async () => {
  let saved = await bots.save(flow);
  for (let version = 2; version <= 52; version += 1) {
    const next = await handlers()['bot.save'](again(saved, `Hi ${version}`), bots.ana);
    if (!next.ok) throw new Error(next.message);
    ({ saved } = next.value);
  }
  const { versions } = bots.office.store.read.bot;
  expect(
    versions(saved.id)
      .map(({ version }) => version)
      .at(-1),
  ).toBe(3);
  expect(await handlers()['bot.restore']({ flowId: saved.id, version: 2 }, bots.ana)).toMatchObject(
    {
      code: 'not-found',
    },
  );
});

test('whoever saves on top of a version that is not the newest is shown that one', async () => {
  const first = await bots.save(flow);
  await handlers()['bot.save'](again(first, 'Ho'), bots.ana);
  expect(await handlers()['bot.save'](again(first, 'Hu'), bots.ana)).toMatchObject({
    code: 'moved-on',
    saved: { version: 2 },
  });
  expect(bots.office.store.read.bot.newest(first.id)?.version).toBe(2);
});

test('the same again is no new version', async () => {
  const first = await bots.save(flow);
  await handlers()['bot.save']({ flowId: first.id, baseVersion: 1, flow }, bots.ana);
  expect(bots.facts('bot.flow-saved')).toHaveLength(1);
});

test('a flow that cannot work is refused with what is wrong where', async () => {
  const params = { flowId: null, baseVersion: 0, flow: aFlow([message('a', 'Hi')]) };
  expect(await handlers()['bot.save'](params, bots.ana)).toMatchObject({
    code: 'not-valid',
    problems: expect.arrayContaining([
      { stepId: 'a', field: 'next', code: 'nothing-follows' },
    ]) as never,
  });
  const media = {
    kind: 'image',
    hash: 'a'.repeat(64) as never,
    mime: 'image/png',
    bytes: 1,
    fileName: 'a.png',
  } as const;
  const picture = { ...message('a', 'Hi'), media } as (typeof flow.steps)[number];
  const lost = { flowId: null, baseVersion: 0, flow: aFlow([picture, end()]) };
  expect(await handlers()['bot.save'](lost, bots.ana)).toMatchObject({
    code: 'not-valid',
    problems: [{ stepId: 'a', code: 'media-missing' }],
  });
});

test('a file of the flow’s is sent along, and admins see it before', async () => {
  const bytes = (async function* () {
    yield Buffer.from('a picture');
  })();
  const { media: access } = bots.office.core;
  const { hash, bytes: size } = await access.upload(bytes, 'image/png', bots.ana);
  const media = { kind: 'image', hash, mime: 'image/png', bytes: size, fileName: 'a.png' } as const;
  const picture = { ...message('a', 'Look'), media } as (typeof flow.steps)[number];
  await bots.covers('open', aFlow([picture, end()]));
  expect(await access.open(hash, bots.ana)).toMatchObject({ mime: 'image/png' });
  expect(await access.open(hash, bots.ben)).toBeNull();
  await bots.writes('Hello');
  await bots.office.gateway.whenHandedOver(1);
  expect(bots.office.gateway.handedOver).toMatchObject([
    { content: { kind: 'image', caption: 'Look', mime: 'image/png', fileName: 'a.png' } },
  ]);
});

test('names are unique, and what is switched on cannot be removed', async () => {
  const saved = await bots.covers('closed', flow);
  const params = { flowId: null, baseVersion: 0, flow: { ...flow, name: 'TEST' } };
  expect(await handlers()['bot.save'](params, bots.ana)).toMatchObject({ code: 'name-taken' });
  expect(await handlers()['bot.remove']({ flowId: saved.id }, bots.ana)).toMatchObject({
    code: 'in-use',
  });
  await bots.switchOff();
  expect(await handlers()['bot.remove']({ flowId: saved.id }, bots.ana)).toMatchObject({
    ok: true,
  });
  expect(await handlers()['bot.get']({}, bots.ana)).toMatchObject({ value: { flows: [] } });
});

test('nothing is switched on that is not there or cannot work any more', async () => {
  const tag = { id: null, name: 'Sales', colour: 'blue', isRetired: false } as const;
  await handlers()['tag.save']({ tag }, bots.ana);
  const closed = { isOn: true, flowId: 9 as FlowId };
  expect(await handlers()['bot.cover']({ cover: { ...NO_COVER, closed } }, bots.ana)).toMatchObject(
    {
      code: 'not-found',
    },
  );
  const none = { isOn: true, flowId: null };
  expect(
    await handlers()['bot.cover']({ cover: { ...NO_COVER, closed: none } }, bots.ana),
  ).toMatchObject({ code: 'not-valid' });
});

test('everything of it outlasts the host', async () => {
  const saved = await bots.covers('closed', readyMadeFlow('closed', 'de'));
  await bots.reopen();
  const { bot } = bots.office.store.read;
  expect(bot.cover()).toEqual({ ...NO_COVER, closed: { isOn: true, flowId: saved.id } });
  expect(bot.newest(saved.id)?.flow).toEqual(saved.flow);
});
