import { describe, expect, test } from 'vitest';
import { waAddressSchema } from '#shared/domain/ids.ts';
import { frozenPage } from '#test/faults/link-faults.ts';
import { browserProcesses } from './browser-processes.ts';
import { linkNames, sendText, withOffice } from './linked-gateway.ts';

const isChanged = expect.objectContaining({ name: 'whatsapp-web-changed' }) as unknown;

describe('a page that is of no use', () => {
  test(
    'stands still: it is noticed, and ended where loading it anew does not help',
    withOffice(async ({ wa, link }) => {
      const desk = await link({ pace: { look: 300, answer: 1_000, reload: 1_500 } });
      const restarting = desk.becomes('restarting');
      const ready = desk.next(({ type }) => type === 'ready');
      await frozenPage.strike(wa);
      expect(await restarting).toMatchObject({ trouble: 'page-silent' });
      await ready;
      const { address } = wa.customer('+4915300001');
      expect((await sendText(desk.gateway, address, 'hello')).outcome).toEqual({
        outcome: 'accepted',
      });
    }),
  );

  test(
    'takes messages that WhatsApp never acknowledges: it is loaded anew, and they go out once',
    withOffice(async ({ wa, link }) => {
      const desk = await link({ acknowledgeMs: 500 });
      const { address } = wa.customer('+4915300002');
      await wa.faults.hangSend('lost');
      const restarting = desk.becomes('restarting');
      const ready = desk.next(({ type }) => type === 'ready');
      const { outcome } = await sendText(desk.gateway, address, 'into the void');
      expect(outcome).toEqual({ outcome: 'accepted' });
      expect(await restarting).toMatchObject({ trouble: 'sends-unconfirmed' });
      await ready;
      await wa.waitForSent(({ to }) => to === address);
      expect(wa.sent.filter(({ to }) => to === address)).toHaveLength(1);
    }),
  );

  test(
    'does not say its version: it has changed, and a person is told',
    withOffice(async ({ wa, open }) => {
      wa.faults.startPages('no-version');
      const desk = await open({ pace: { recognize: 1_000 } });
      expect(await desk.becomes('whatsapp-web-changed')).toMatchObject({ reason: 'unknown-page' });
      wa.faults.startPages('normal');
      desk.obeys({ type: 'restart', why: 'asked' });
      await desk.becomes('waiting-for-scan');
    }),
  );

  test(
    'stays opening: it is given up in time, with all its processes',
    withOffice(async ({ wa, folder, open }) => {
      wa.faults.startPages('stays-opening');
      const desk = await open({ pace: { start: 8_000 } });
      expect(await desk.becomes('restarting')).toMatchObject({ trouble: 'start-too-slow' });
      await desk.gateway.stop();
      expect(await browserProcesses(folder)).toEqual([]);
    }),
  );

  test(
    'cannot be reached: it is tried again until it can',
    withOffice(async ({ wa, open }) => {
      const reachable = wa.faults.unreachable();
      const desk = await open();
      expect(await desk.becomes('unreachable')).toMatchObject({ reason: 'no-network' });
      reachable();
      await desk.becomes('waiting-for-scan');
    }),
  );

  test.each([
    ['WAWebMediaMmsV4Upload', ['media']],
    ['WAWebChatLoadMessages', ['history']],
    ['WAWebSendMsgChatAction', ['sending']],
  ])('has moved %s: connected, and what is affected is told', async (module, affected) => {
    await withOffice(async ({ wa, link }) => {
      wa.faults.hideModule(module);
      const desk = await link();
      expect(desk.gateway.link()).toMatchObject({ name: 'connected', affected });
    })();
  });

  test(
    'has moved what it needs to become ready: it has changed',
    withOffice(async ({ wa, open }) => {
      wa.faults.hideModule('WAWebConnModel');
      const desk = await open();
      await desk.becomes('whatsapp-web-changed');
      expect(desk.gateway.link()).toEqual(isChanged);
    }),
  );
});

describe("WhatsApp's words for closing a session", () => {
  test(
    'each are a state of their own',
    withOffice(async ({ wa, link }) => {
      const desk = await link();
      await desk.settled();
      const restarted = async () => {
        desk.obeys({ type: 'restart', why: 'asked' });
        await desk.next(({ type }) => type === 'ready');
      };
      wa.faults.setState('TIMEOUT');
      await desk.becomes('phone-offline');
      wa.faults.setState('CONNECTED');
      await desk.becomes('connected');

      wa.faults.setState('DEPRECATED_VERSION');
      expect(await desk.becomes('whatsapp-web-changed')).toMatchObject({ reason: 'outdated' });
      await restarted();
      wa.faults.setState('TOS_BLOCK');
      expect(await desk.becomes('blocked')).toMatchObject({ by: 'whatsapp' });
      await restarted();
      wa.faults.setState('PROXYBLOCK');
      expect(await desk.becomes('blocked')).toMatchObject({ by: 'proxy' });
      await restarted();
      expect(linkNames(desk)).not.toContain('waiting-for-scan');
    }),
  );

  test(
    'used elsewhere stays so until a person takes it back',
    withOffice(async ({ wa, link }) => {
      const desk = await link();
      wa.faults.setState('CONFLICT');
      await desk.becomes('used-elsewhere');
      const ready = desk.next(({ type }) => type === 'ready');
      desk.obeys({ type: 'use-here' });
      await ready;
      expect(desk.gateway.link()).toMatchObject({ name: 'connected' });
    }),
  );

  test(
    'unpaired while connected is unlinked',
    withOffice(async ({ wa, link }) => {
      const desk = await link();
      wa.faults.setState('UNPAIRED');
      await desk.becomes('logged-out');
    }),
  );
});

describe('linking', () => {
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
    'works with a code to type, which can be given up for the picture',
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
    'is told as stored only when a kill no longer undoes it',
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
});
