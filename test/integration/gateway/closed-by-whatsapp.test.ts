import { expect, test } from 'vitest';
import { linkNames, withOffice } from './linked-gateway.ts';

test(
  'WhatsApp’s words for closing a session are each a state of their own',
  withOffice(async ({ wa, link }) => {
    const desk = await link();
    await desk.settled();
    const linked = desk.events.length;
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
    expect(linkNames(desk, linked)).not.toContain('waiting-for-scan');
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
