import { describe, expect, test } from 'vitest';
import { waAddressSchema } from '#shared/domain/ids.ts';
import { killBrowser, killRenderers } from './browser-processes.ts';
import { linkNames, withOffice } from './linked-gateway.ts';

describe('a restart', () => {
  test(
    'keeps the link, and what came meanwhile is in chats and history',
    withOffice(async ({ wa, open, link }) => {
      const first = await link();
      await first.gateway.stop();
      const ben = wa.customer('+4915100021', { name: 'Ben' });
      ben.writes('while you were away');
      ben.writes('hello?');

      const second = await open();
      await second.becomes('connected');
      expect(linkNames(second)).not.toContain('waiting-for-scan');
      const [chat] = await second.gateway.chats();
      expect(chat).toMatchObject({ address: ben.address, unread: 2 });
      const address = waAddressSchema.parse(ben.address);
      const { messages: history } = await second.gateway.history(address, 20, null);
      expect(history.map(({ from, content }) => [from, content])).toEqual([
        ['contact', { kind: 'text', text: 'while you were away' }],
        ['contact', { kind: 'text', text: 'hello?' }],
      ]);
    }),
  );

  test(
    'of the page makes everything new and repeats nothing',
    withOffice(async ({ wa, link }) => {
      const desk = await link();
      const carla = wa.customer('+4915100022');
      const texts = () =>
        desk.events.flatMap((event) =>
          event.type === 'message' && event.message.content.kind === 'text'
            ? [event.message.content.text]
            : [],
        );
      const arrives = (text: string) =>
        desk.message(({ content }) => content.kind === 'text' && content.text === text);

      carla.writes('before');
      await arrives('before');
      for (let reloads = 0; reloads < 3; reloads += 1) {
        const ready = desk.next(({ type }) => type === 'ready');
        wa.faults.reloadPage();
        await ready;
      }
      await desk.becomes('connected');
      carla.writes('after');
      carla.writes('last');
      await arrives('last');
      expect(texts()).toEqual(['before', 'after', 'last']);
    }),
  );

  test(
    'follows when the page crashes and when the browser is killed',
    withOffice(async ({ wa, folder, open, link }) => {
      // Closed in order once: Chromium writes a fresh link to its profile only some time later.
      await (await link()).gateway.stop();
      const desk = await open();
      for (const [number, kill] of [killRenderers, killBrowser].entries()) {
        await desk.becomes('connected');
        const restarting = desk.becomes('restarting');
        const ready = desk.next(({ type }) => type === 'ready');
        await kill(folder);
        await restarting;
        await ready;
        expect(desk.gateway.link()).toMatchObject({ name: 'connected' });
        const dora = wa.customer(`+491510003${number}`);
        dora.writes('still there?');
        await desk.message(({ contact }) => contact.address === dora.address);
      }
      expect(linkNames(desk)).not.toContain('waiting-for-scan');
    }),
  );
});

describe('unlinking on the phone', () => {
  test(
    'waits for a person, who gets a fresh code, and the number can be linked again for good',
    withOffice(async ({ wa, open, link }) => {
      const desk = await link();
      const loggedOut = desk.becomes('logged-out');
      wa.phone.logout();
      await loggedOut;
      desk.obeys({ type: 'show-code' });
      await desk.becomes('waiting-for-scan');

      await wa.phone.scan();
      await desk.becomes('connected');
      await desk.gateway.stop();
      const again = await open();
      await again.becomes('connected');
      expect(linkNames(again)).not.toContain('waiting-for-scan');
    }),
  );

  test(
    'while the gateway was off is noticed at the next start',
    withOffice(async ({ wa, open, link }) => {
      await (await link()).gateway.stop();
      wa.phone.logout();
      const again = await open();
      await again.becomes('logged-out');
      again.obeys({ type: 'show-code' });
      await again.becomes('waiting-for-scan');
    }),
  );
});
