import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Screen } from '#main/core/api.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';
import { StaffedOffice } from '#test/doubles/core/staffed-office.ts';

/** Ben has a chat, and the office wants those back whose owners are gone. */
let staffed: StaffedOffice;
let screen: Screen;

beforeEach(async () => {
  staffed = await StaffedOffice.open();
  const { core, gateway } = staffed.office;
  const rule = { name: 'ownership.whenOwnerLeaves', value: 'queue' };
  await core.handlers['settings.change'](rule, staffed.ana);
  screen = await staffed.connect();
  gateway.emit({ type: 'message', message: incoming('Hello?') });
  await staffed.office.settled();
  const { id: conversationId, epoch } = staffed.office.conversations()[0]!;
  await core.handlers['conversation.claim']({ conversationId, epoch }, staffed.ben);
});

afterEach(() => staffed.office.remove());

async function owner() {
  await staffed.office.settled();
  return staffed.office.conversations()[0]!.ownerId;
}

describe('who chooses to be offline', () => {
  test('is asked about their chats by the screen, so that they stay where that leaves them', async () => {
    await staffed.choose('offline', screen);
    expect(staffed.status()).toBe('offline');
    expect(await owner()).toBe(staffed.ben.id);
    await staffed.lose(screen);
    await staffed.seconds(600);
    expect(await owner()).toBe(staffed.ben.id);
    expect(staffed.changes()).toEqual(['online (connected)', 'offline (chosen)']);
  });

  test('is so until they choose otherwise, whatever their screens do', async () => {
    await staffed.choose('offline', screen);
    await staffed.leaveAlone(screen);
    await staffed.leaveAlone(screen, false);
    await staffed.lose(screen);
    await staffed.seconds(61);
    screen = await staffed.connect();
    expect(staffed.status()).toBe('offline');
    await staffed.restart(5);
    screen = await staffed.connect();
    expect(staffed.status()).toBe('offline');
    await staffed.choose('online', screen);
    expect(staffed.status()).toBe('online');
  });

  test('is online again after signing out and in', async () => {
    await staffed.choose('offline', screen);
    await staffed.signOut();
    staffed.token = await staffed.signIn('Ben');
    await staffed.connect();
    expect(staffed.status()).toBe('online');
  });
});

describe('who signs out', () => {
  test('keeps their chats when they said so', async () => {
    await staffed.office.core.accounts.signOut(staffed.token, true);
    expect(await owner()).toBe(staffed.ben.id);
    expect(staffed.facts().at(-1)).toMatchObject({ why: 'signed-out', hasDecided: true });
  });

  test('leaves them to the office’s rule when nobody asked', async () => {
    await staffed.signOut();
    expect(await owner()).toBeNull();
  });
});

describe('who closes the window', () => {
  const closes = (which: Screen) =>
    staffed.office.core.handlers['presence.closes']({}, staffed.ben, which);

  test('is offline at once and keeps their chats when they said so', async () => {
    await closes(screen);
    expect(await owner()).toBe(staffed.ben.id);
    expect(staffed.status()).toBe('offline');
    // The connection ends a moment later, which changes nothing.
    await staffed.lose(screen);
    await staffed.seconds(600);
    expect(await owner()).toBe(staffed.ben.id);
    expect(staffed.changes()).toEqual(['online (connected)', 'offline (disconnected)']);
  });

  test('is still here with another one', async () => {
    await staffed.connect();
    await closes(screen);
    await staffed.seconds(600);
    expect(staffed.status()).toBe('online');
  });
});

test('whose connection is just gone leaves their chats to the office’s rule', async () => {
  await staffed.lose(screen);
  await staffed.seconds(61);
  expect(await owner()).toBeNull();
});
