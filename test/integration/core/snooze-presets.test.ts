import { afterEach, beforeEach, expect, test } from 'vitest';
import { STANDARD_SNOOZE_PRESETS } from '#shared/domain/snooze-presets.ts';
import type { SnoozePreset } from '#shared/domain/snooze-presets.ts';
import { ActingOffice } from '#test/doubles/core/acting-office.ts';
import { everyDay } from '#test/doubles/hours/plans.ts';

let acting: ActingOffice;

beforeEach(async () => {
  acting = await ActingOffice.open();
});
afterEach(() => acting.office.remove());

const standard = [...STANDARD_SNOOZE_PRESETS];
const mine: SnoozePreset[] = [{ kind: 'in', minutes: 20 }, { kind: 'opening' }];
const inForce = () => acting.office.store.read.labels.get().snoozePresets;
const save = (presets: SnoozePreset[], before: SnoozePreset[], by = acting.ana) =>
  acting.handlers['snooze-presets.save']({ presets, before }, by);

test('what an admin chooses is offered, also after a restart, and is on record (I7)', async () => {
  expect(inForce()).toEqual(standard);
  expect(await save(mine, standard)).toMatchObject({ ok: true });
  expect(acting.factsOf('snooze-presets.changed')).toMatchObject([
    { by: acting.ana.id, fact: { before: standard, after: mine } },
  ]);
  await acting.reopen();
  expect(inForce()).toEqual(mine);
});

test('agents change nothing (I8), nor does an admin who saw an older list', async () => {
  expect(await save(mine, standard, acting.ben)).toMatchObject({ ok: false, code: 'forbidden' });
  await save(mine, standard);
  expect(await save([], standard)).toMatchObject({ ok: false, code: 'changed' });
  expect(inForce()).toEqual(mine);
});

test('anybody may know whether the office is open then, and when it opens next', async () => {
  const { handlers, ana, ben } = acting;
  const look = async (at: number[]) => {
    const reply = await handlers['hours.look']({ at }, ben);
    return reply.ok ? reply.value : null;
  };
  expect(await look([0])).toEqual({ isOpen: [true], nextOpening: null });
  const plan = { timeZone: 'UTC', week: everyDay('09:00-17:00') };
  await handlers['hours.save']({ plan }, ana);
  const day = Math.floor(acting.office.clock.now() / 86_400_000) * 86_400_000;
  const hour = (n: number) => day + n * 3_600_000;
  const { isOpen, nextOpening } = (await look([hour(8), hour(9), hour(17)]))!;
  expect(isOpen).toEqual([false, true, false]);
  expect(nextOpening).toBe(acting.office.clock.now() < hour(9) ? hour(9) : hour(33));
});
