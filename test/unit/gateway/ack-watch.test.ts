import { beforeEach, expect, test } from 'vitest';
import { AckWatch } from '#main/gateway/whatsapp/ack-watch.ts';
import type { WaMessageKey } from '#shared/domain/ids.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';

const [ONE, OTHER, THIRD] = ['one', 'other', 'third'] as [WaMessageKey, WaMessageKey, WaMessageKey];

let clock: ManualClock;
let watch: AckWatch;
/** Since when each silence was that was told of. */
let told: number[];

beforeEach(() => {
  clock = new ManualClock(0);
  told = [];
  watch = new AckWatch({ clock, patienceMs: 90, onSilence: (since) => told.push(since) });
});

function send(key: WaMessageKey): void {
  watch.handedOver(key);
  watch.accepted(key);
}

test('nothing is told of messages that are acknowledged, also before the page says that it took them', async () => {
  send(ONE);
  await clock.advance(89);
  watch.acknowledged(ONE);
  watch.handedOver(OTHER);
  watch.acknowledged(OTHER);
  watch.accepted(OTHER);
  await clock.advance(1_000);
  expect(told).toEqual([]);
});

test('no acknowledgement at all is told once patience ends, once', async () => {
  await clock.advance(5);
  send(ONE);
  await clock.advance(40);
  send(OTHER);
  await clock.advance(49);
  expect(told).toEqual([]);
  await clock.advance(1);
  expect(told).toEqual([5]);
});

test('one that is left behind while others are acknowledged is told of later, and once', async () => {
  send(ONE);
  await clock.advance(10);
  send(OTHER);
  watch.acknowledged(OTHER);
  await clock.advance(169);
  expect(told).toEqual([]);
  await clock.advance(1);
  expect(told).toEqual([0]);
  await clock.advance(1_000);
  expect(told).toEqual([0]);
});

test('silence of all is noticed in time beside one that was left behind', async () => {
  send(ONE);
  await clock.advance(10);
  send(OTHER);
  watch.acknowledged(OTHER);
  await clock.advance(10);
  send(THIRD);
  await clock.advance(90);
  expect(told).toEqual([20]);
});

test('what the page did not take, and what another page takes over, is not waited for', async () => {
  send(ONE);
  watch.notAccepted(ONE);
  send(OTHER);
  watch.reset();
  await clock.advance(1_000);
  expect(told).toEqual([]);
});
