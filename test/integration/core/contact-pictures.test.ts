import { afterEach, beforeEach, expect, test } from 'vitest';
import { GatewayError } from '#main/core/ports/gateway.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import { Office } from '#test/doubles/core/office.ts';
import { anna, bruno, incoming } from '#test/doubles/gateway/incoming.ts';

let office: Office;

beforeEach(async () => {
  office = await Office.open();
  office.gateway.connect();
  await office.settled();
});
afterEach(() => office.remove());

const day = 24 * 3600 * 1000;
const picture = Buffer.from('a picture of Anna');
const lookedAt = () => office.until((fact) => fact.kind === 'contact.picture-looked');

async function write(address: WaAddress = anna): Promise<void> {
  const message = incoming('Hello', { at: office.clock.now(), contact: { address } });
  office.gateway.emit({ type: 'message', message });
  await office.settled();
}

/** Time for everything that is wanted, at the pace of the looks. */
async function allLooks(): Promise<void> {
  await office.clock.advance(60_000);
  await office.settled();
}

test('who writes gets their picture, which every agent may read', async () => {
  const [ana, ben] = await office.hire('Ana', 'Ben');
  office.gateway.pictureAnswer = () => Promise.resolve(picture);
  const looked = lookedAt();
  await write();
  await looked;
  const hash = office.conversations()[0]?.contact.picture;
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  for (const agent of [ana!, ben!]) {
    expect(await office.core.media.open(hash!, agent)).toMatchObject({ mime: 'image/jpeg' });
  }
});

test('the same person is not asked for again within a week, and then when they write', async () => {
  await write();
  await allLooks();
  await write();
  office.clock.jump(6 * day);
  await write();
  await allLooks();
  expect(office.gateway.pictureLooks).toEqual([anna]);
  office.clock.jump(2 * day);
  expect(office.gateway.pictureLooks).toEqual([anna]);
  await write();
  await allLooks();
  expect(office.gateway.pictureLooks).toEqual([anna, anna]);
});

test('what a restart knows of earlier looks keeps it from asking again', async () => {
  await write();
  await allLooks();
  await office.close();
  office = await Office.open(office);
  office.gateway.connect();
  await write();
  await allLooks();
  expect(office.gateway.pictureLooks).toEqual([]);
});

test('one at a time, with pauses, and not beyond what is allowed in a day', async () => {
  for (let person = 0; person < 230; person += 1) {
    await write(`49151${1_000_000 + person}@c.us` as WaAddress);
  }
  await office.settled();
  expect(office.gateway.pictureLooks).toHaveLength(1);
  await office.clock.advance(12_000);
  await office.settled();
  expect(office.gateway.pictureLooks.length).toBeLessThanOrEqual(3);
  for (let minute = 0; minute < 30; minute += 1) await allLooks();
  expect(office.gateway.pictureLooks).toHaveLength(200);
  office.clock.jump(day);
  await write(bruno);
  for (let minute = 0; minute < 5; minute += 1) await allLooks();
  expect(office.gateway.pictureLooks).toContain(bruno);
});

test('a picture that was taken away goes here as well', async () => {
  office.gateway.pictureAnswer = () => Promise.resolve(picture);
  const looked = lookedAt();
  await write();
  await looked;
  expect(office.conversations()[0]?.contact.picture).not.toBeNull();
  office.gateway.pictureAnswer = () => Promise.resolve(null);
  office.clock.jump(8 * day);
  await write();
  await allLooks();
  expect(office.conversations()[0]?.contact.picture).toBeNull();
});

test('a failed look keeps the picture and is not repeated at once; a lost connection is', async () => {
  office.gateway.pictureAnswer = () => Promise.reject(new GatewayError('failed', 'no'));
  await write();
  await allLooks();
  await write();
  await allLooks();
  expect(office.gateway.pictureLooks).toHaveLength(1);

  office.gateway.pictureAnswer = () => Promise.reject(new GatewayError('not-connected', 'away'));
  await write(bruno);
  await allLooks();
  await write(bruno);
  await allLooks();
  expect(office.gateway.pictureLooks).toEqual([anna, bruno, bruno]);
});

test('nobody is asked while there is no connection, and imported history asks for nobody', async () => {
  office.gateway.disconnect();
  await write();
  await allLooks();
  expect(office.gateway.pictureLooks).toEqual([]);
});
