import { expect, test } from 'vitest';
import { waAddressSchema } from '#shared/domain/ids.ts';
import { withOffice } from './linked-gateway.ts';

test(
  "somebody's picture is fetched; one that is hidden, or gone, is none",
  withOffice(async ({ wa, link }) => {
    const bytes = Buffer.from('not really a picture, but its bytes');
    const anna = wa.customer('+4915100061', { name: 'Anna', picture: bytes });
    const ben = wa.customer('+4915100062', { name: 'Ben' });
    const carla = wa.customer('+4915100063', { name: 'Carla', picture: bytes });
    const desk = await link();
    const pictureOf = (address: string) => desk.gateway.picture(waAddressSchema.parse(address));

    expect(Buffer.from((await pictureOf(anna.address)) ?? [])).toEqual(bytes);
    expect(await pictureOf(ben.address)).toBeNull();
    wa.faults.failMedia('missing');
    expect(await pictureOf(carla.address)).toBeNull();
    wa.faults.failMedia('broken');
    await expect(pictureOf(anna.address)).rejects.toMatchObject({ code: 'failed' });
  }),
);

test(
  'nobody is asked for pictures unless somebody wants one',
  withOffice(async ({ wa, link }) => {
    const desk = await link();
    const anna = wa.customer('+4915100064', { name: 'Anna', picture: Buffer.from('x') });
    anna.writes('Hello');
    await desk.message(({ contact }) => contact.address === anna.address);
    await desk.gateway.chats();
    expect(wa.pictureLooks).toEqual([]);
  }),
);
