import { expect, test } from 'vitest';
import { waAddressSchema } from '#shared/domain/ids.ts';
import { browserProcesses } from './browser-processes.ts';
import { linkNames, withOffice } from './linked-gateway.ts';

test(
  'pictures that nobody scans stop, and a person gets new ones',
  withOffice(async ({ wa, folder, open }) => {
    const desk = await open();
    await desk.becomes('waiting-for-scan');
    while (desk.gateway.link().name === 'waiting-for-scan') {
      const changed = desk.next(({ type }) => type === 'link');
      wa.renewQr();
      await changed;
    }
    expect(desk.gateway.link()).toEqual({ name: 'scan-paused' });
    const codes = desk.events.filter(
      (event) => event.type === 'link' && event.state.name === 'waiting-for-scan',
    );
    expect(codes).toHaveLength(18);
    desk.obeys({ type: 'show-code' });
    await desk.becomes('waiting-for-scan');
    expect((await browserProcesses(folder)).length).toBeGreaterThan(0);
    await wa.phone.scan();
    await desk.becomes('connected');
  }),
);

test(
  'linking works with a code to type, which can be given up for the picture',
  withOffice(async ({ wa, open }) => {
    const desk = await open();
    await desk.becomes('waiting-for-scan');
    const typed = () =>
      desk.next(
        (event) =>
          event.type === 'link' &&
          event.state.name === 'waiting-for-scan' &&
          event.state.pairing?.code != null,
      );
    const pair = { type: 'link-with-phone', phone: '+4930111222' } as const;
    const first = typed();
    desk.obeys(pair);
    await first;
    expect(desk.gateway.link()).toMatchObject({ code: null, pairing: { phone: pair.phone } });

    desk.obeys({ type: 'show-code' });
    expect(desk.gateway.link()).toMatchObject({
      pairing: null,
      code: expect.any(String) as string,
    });
    const second = typed();
    desk.obeys(pair);
    await second;
    const link = desk.gateway.link();
    wa.phone.enterCode((link.name === 'waiting-for-scan' && link.pairing?.code) || '');
    await desk.settled();
    expect(desk.gateway.link()).toMatchObject({ name: 'connected', phone: '+4930111222' });
  }),
);

test(
  'a link is told as stored only when a kill no longer undoes it',
  withOffice(async ({ wa, link, open }) => {
    const desk = await link();
    expect(desk.gateway.link()).toMatchObject({ name: 'connected', isSettling: true });
    await desk.settled();
    const ready = desk.next(({ type }) => type === 'ready');
    await wa.faults.killBrowser();
    await ready;
    expect(linkNames(desk)).not.toContain('logged-out');

    await desk.gateway.stop();
    const again = await open();
    const person = wa.customer('+4915300009');
    await again.becomes('connected');
    expect(again.gateway.link()).toMatchObject({ isSettling: false });
    const to = waAddressSchema.parse(person.address);
    await expect(again.gateway.history(to, 5, null)).resolves.toMatchObject({ messages: [] });
    expect(await again.gateway.memory()).toBeGreaterThan(1_000_000);
  }),
);
