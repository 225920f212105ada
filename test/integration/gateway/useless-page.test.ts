import { expect, test } from 'vitest';
import { frozenPage } from '#test/faults/link-faults.ts';
import { browserProcesses } from './browser-processes.ts';
import { sendText, withOffice } from './linked-gateway.ts';

const isChanged = expect.objectContaining({ name: 'whatsapp-web-changed' }) as unknown;

test(
  'a page that stands still: it is noticed, and ended where loading it anew does not help',
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
  'a page that takes messages which WhatsApp never acknowledges: it is loaded anew, and they go out once',
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
  'a message that is left behind while others go out: the page is loaded anew, and it goes out once',
  withOffice(async ({ wa, link }) => {
    const desk = await link({ acknowledgeMs: 500 });
    const [left, next] = [wa.customer('+4915300002'), wa.customer('+4915300003')];
    await wa.faults.hangSend('lost');
    const restarting = desk.becomes('restarting');
    const ready = desk.next(({ type }) => type === 'ready');
    await sendText(desk.gateway, left.address, 'into the void');
    await sendText(desk.gateway, next.address, 'to you');
    await wa.waitForSent(({ to }) => to === next.address);
    expect(await restarting).toMatchObject({ trouble: 'sends-unconfirmed' });
    await ready;
    await wa.waitForSent(({ to }) => to === left.address);
    expect(wa.sent.map(({ body }) => body).sort()).toEqual(['into the void', 'to you']);
  }),
);

test(
  'a page that does not say its version: it has changed, and a person is told',
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
  'a page that stays opening: it is given up in time, with all its processes',
  withOffice(async ({ wa, folder, open }) => {
    wa.faults.startPages('stays-opening');
    const desk = await open({ pace: { start: 8_000 } });
    expect(await desk.becomes('restarting')).toMatchObject({ trouble: 'start-too-slow' });
    await desk.gateway.stop();
    expect(await browserProcesses(folder)).toEqual([]);
  }),
);

test(
  'a page that cannot be reached: it is tried again until it can',
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
])(
  'a page that has moved %s: connected, and what is affected is told',
  async (module, affected) => {
    await withOffice(async ({ wa, link }) => {
      wa.faults.hideModule(module);
      const desk = await link();
      expect(desk.gateway.link()).toMatchObject({ name: 'connected', affected });
    })();
  },
);

test(
  'a page that has moved what it needs to become ready: it has changed',
  withOffice(async ({ wa, open }) => {
    wa.faults.hideModule('WAWebConnModel');
    const desk = await open();
    await desk.becomes('whatsapp-web-changed');
    expect(desk.gateway.link()).toEqual(isChanged);
  }),
);
