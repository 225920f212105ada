import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkFaults } from '#test/faults/link-faults.ts';
import type { WhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';
import { startWhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';
import { linkNames, makeProfileFolder, observeGateway, sendText } from './linked-gateway.ts';
import type { ObservedGateway } from './linked-gateway.ts';

/** Looks sooner than in an office, so that what stands still is noticed within the test. */
const pace = { look: 1_500, answer: 7_000, reload: 6_000 };

describe('a link that is linked', () => {
  let wa: WhatsAppDouble;
  let desk: ObservedGateway;
  let folder: Awaited<ReturnType<typeof makeProfileFolder>>;

  beforeAll(async () => {
    wa = await startWhatsAppDouble();
    folder = await makeProfileFolder();
    desk = observeGateway(folder.path, wa.browserPath, { pace });
    await desk.gateway.start();
    await wa.phone.scan();
    await desk.settled();
  });

  afterAll(async () => {
    await desk.gateway.stop();
    await wa.close();
    await folder.remove();
  });

  test.each(linkFaults)('gets over it when $name', async (fault) => {
    const before = desk.events.length;
    const ready = desk.next(({ type }) => type === 'ready');
    const person = wa.customer(`+4915200${String(linkFaults.indexOf(fault)).padStart(4, '0')}`);
    const begun = performance.now();
    await fault.strike(wa);
    // A page that was only busy has nothing to be ready for again.
    if (fault.isSeen || fault.name.includes('sync')) await ready;
    await desk.becomes('connected');
    const { outcome } = await sendText(desk.gateway, person.address, `after: ${fault.name}`);
    const took = performance.now() - begun;

    expect(outcome).toEqual({ outcome: 'accepted' });
    person.writes('heard?');
    await desk.message(({ contact }) => contact.address === person.address);
    // The page had it; on a slow line WhatsApp has it only now.
    await wa.waitForSent(({ to }) => to === person.address);
    const states = linkNames(desk, before);
    expect(states).not.toContain('waiting-for-scan');
    expect(states.some((name) => name !== 'connected')).toBe(fault.isSeen);
    expect(took).toBeLessThan(fault.withinMs);
    expect(wa.sent.filter(({ to }) => to === person.address)).toHaveLength(1);
  });
});
