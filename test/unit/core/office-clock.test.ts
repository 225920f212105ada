import { describe, expect, test } from 'vitest';
import { OfficeClock } from '#main/core/time/office-clock.ts';
import type { ClockEvent } from '#main/core/time/office-clock.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';

const DAY = 24 * 60 * 60_000;
const NOON = Date.UTC(2026, 0, 15, 12);

function open() {
  const pc = new ManualClock(NOON);
  const office = new OfficeClock(pc);
  const events: ClockEvent[] = [];
  office.on((event) => events.push(event));
  return { pc, office, events };
}

describe.each([DAY, -DAY])("the PC's clock set by %i ms", (by) => {
  test('does not move the office, which goes on as it was', async () => {
    const { pc, office, events } = open();
    pc.jump(by);
    await pc.advance(60_000);
    expect(office.now()).toBe(NOON + 60_000);
    expect(events).toEqual([{ type: 'set', by }]);
  });

  test('moves it when a message shows that the new time is right', () => {
    const { pc, office, events } = open();
    pc.jump(by);
    office.heard(NOON + by - 2_000);
    expect(office.now()).toBe(NOON + by);
    expect(events).toEqual([
      { type: 'set', by },
      { type: 'judged', isRight: true, by },
    ]);
  });

  test('is known to be wrong when a message shows that, which is said once', () => {
    const { pc, office, events } = open();
    pc.jump(by);
    for (const ago of [2_000, 1_000]) office.heard(NOON - ago);
    expect(office.now()).toBe(NOON);
    expect(events).toEqual([
      { type: 'set', by },
      { type: 'judged', isRight: false, by },
    ]);
  });

  test('and set right again leaves nothing behind', async () => {
    const { pc, office, events } = open();
    pc.jump(by);
    office.look();
    pc.jump(-by);
    await pc.advance(1_000);
    expect(office.now()).toBe(NOON + 1_000);
    office.heard(NOON + by);
    expect(events).toEqual([
      { type: 'set', by },
      { type: 'set', by: -by },
    ]);
  });
});

test('small corrections are followed and are no news, nor is a sleep', () => {
  const { pc, office, events } = open();
  for (const by of [1_000, -30_000, 90_000]) {
    pc.jump(by);
    expect(office.now()).toBe(pc.now());
  }
  pc.sleep(8 * 60 * 60_000);
  expect(office.now()).toBe(pc.now());
  expect(events).toEqual([]);
});
