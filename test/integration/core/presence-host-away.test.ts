import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StaffedOffice } from '#test/doubles/core/staffed-office.ts';
import { Office } from '#test/doubles/core/office.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';

let staffed: StaffedOffice;

beforeEach(async () => {
  staffed = await StaffedOffice.open();
});
afterEach(() => staffed.office.remove());

describe('a restart of the host', () => {
  test('changes nothing for those who come back within the grace time', async () => {
    await staffed.connect();
    await staffed.restart(20);
    expect(staffed.status()).toBe('online');
    await staffed.seconds(50);
    await staffed.connect();
    await staffed.seconds(600);
    expect(staffed.changes()).toEqual(['online (connected)']);
  });

  test('makes those offline who do not come back', async () => {
    await staffed.connect();
    await staffed.choose('on-break');
    await staffed.restart(20);
    await staffed.seconds(59);
    expect(staffed.status()).toBe('on-break');
    await staffed.seconds(1);
    expect(staffed.status()).toBe('offline');
    await staffed.connect();
    expect(staffed.status()).toBe('on-break');
  });

  test('after hours: they were offline since it went off, also who comes back at once', async () => {
    await staffed.connect();
    await staffed.connect(staffed.ana, await staffed.signIn('Ana'));
    const off = staffed.office.clock.now();
    const hours = 8 * 3_600;
    const before = staffed.office;
    await before.close();
    before.clock.sleep(hours * 1_000);
    staffed.office = await Office.open(before);
    const back = await staffed.connect();
    expect(staffed.facts().slice(2)).toMatchObject([
      { agentId: staffed.ana.id, status: 'offline', since: off + 60_000 },
      { agentId: staffed.ben.id, status: 'offline', why: 'disconnected', since: off + 60_000 },
      { agentId: staffed.ben.id, status: 'online', why: 'connected', at: off + hours * 1_000 },
    ]);
    expect(staffed.office.store.read.presence.get(staffed.ana.id)).toMatchObject({
      since: off + 60_000,
    });
    await staffed.lose(back);
    await staffed.seconds(61);
    expect(staffed.facts()).toHaveLength(6);
  });

  test('somebody who was offline before stays so', async () => {
    await staffed.lose(await staffed.connect());
    await staffed.seconds(61);
    await staffed.restart(5);
    await staffed.seconds(600);
    expect(staffed.changes()).toEqual(['online (connected)', 'offline (disconnected)']);
  });

  test('leaves no timer behind', async () => {
    await staffed.lose(await staffed.connect());
    await staffed.office.core.stop();
    expect(staffed.office.clock.pending).toBe(0);
  });
});

describe('while the host PC sleeps', () => {
  test('nobody is here but for the grace time; who is there afterwards is as before, and keeps their chats', async () => {
    const owner = { name: 'ownership.whenOwnerLeaves', value: 'queue' };
    await staffed.office.core.handlers['settings.change'](owner, staffed.ana);
    await staffed.leaveAlone(await staffed.connect());
    await staffed.leaveAlone(
      await staffed.connect(staffed.ana, await staffed.signIn('Ana')),
      false,
    );
    staffed.office.gateway.emit({ type: 'message', message: incoming('Hello?') });
    await staffed.office.settled();
    const { id: conversationId, epoch } = staffed.office.conversations()[0]!;
    await staffed.office.core.handlers['conversation.claim'](
      { conversationId, epoch },
      staffed.ana,
    );
    const before = staffed.facts().length;
    const asleep = staffed.office.clock.now();
    const hours = 8 * 3_600_000;
    staffed.office.clock.sleep(hours);
    await staffed.seconds(0);
    await staffed.office.settled();
    expect(staffed.facts().slice(before)).toMatchObject([
      { agentId: staffed.ben.id, status: 'offline', why: 'disconnected' },
      { agentId: staffed.ben.id, status: 'online', why: 'connected' },
      { agentId: staffed.ben.id, status: 'away', why: 'idle' },
      { agentId: staffed.ana.id, status: 'offline', why: 'disconnected' },
      { agentId: staffed.ana.id, status: 'online', why: 'connected' },
    ]);
    for (const { status: told, since = 0 } of staffed.facts().slice(before)) {
      if (told === 'offline') expect(since - asleep - 60_000).toBeLessThan(5_000);
    }
    await staffed.seconds(30);
    expect(staffed.office.conversations()[0]).toMatchObject({
      ownerId: staffed.ana.id,
      state: 'open',
    });
  });

  test('a nap shorter than the grace time changes nothing', async () => {
    await staffed.connect();
    staffed.office.clock.sleep(40_000);
    await staffed.seconds(0);
    expect(staffed.changes()).toEqual(['online (connected)']);
  });
});
