import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openLinkedOffice } from '#test/doubles/screens/linked-office.ts';
import type { LinkedOffice } from '#test/doubles/screens/linked-office.ts';
import type { Customer } from '#test/doubles/whatsapp-web/customer.ts';

const VCARD =
  'BEGIN:VCARD\nVERSION:3.0\nFN:Grace Hopper\nORG:Harbour Bakery\nTEL;type=CELL:+49 151 23456789\nEMAIL:grace@example.org\nEND:VCARD';

let office: LinkedOffice;
let anna: Customer;

beforeAll(async () => {
  office = await openLinkedOffice();
  anna = office.whatsapp.customer('+4915112345678', { name: 'Anna Berg' });
  anna.writes('Hello *there*, see https://example.org');
  await office.ana.openChat('Anna Berg');
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(() => office.close());

const KINDS: readonly (readonly [string, Record<string, unknown>, string])[] = [
  [
    'location',
    { lat: 52.51628, lng: 13.37771, loc: 'Brandenburg Gate\nPariser Platz, 10117 Berlin' },
    'Brandenburg Gate',
  ],
  ['location', { lat: 52.5, lng: 13.4, isLive: true }, 'Live location'],
  ['vcard', { body: VCARD, vcardFormattedName: 'Grace Hopper' }, '+49 1512 3456789'],
  [
    'poll_creation',
    {
      pollName: 'When shall we come?',
      pollOptions: [{ name: 'In the morning' }, { name: 'In the afternoon' }],
      pollSelectableOptionsCount: 1,
    },
    'In the afternoon',
  ],
  [
    'list',
    {
      list: {
        title: 'Our branches',
        description: 'Which one do you mean?',
        sections: [{ rows: [{ title: 'Harbour', description: 'Mo-Fr' }, { title: 'Station' }] }],
      },
    },
    'Our branches',
  ],
  ['list_response', { body: 'Harbour', listResponse: { title: 'Harbour' } }, 'Harbour'],
  [
    'order',
    {
      orderTitle: 'Bread for Friday',
      itemCount: 3,
      totalAmount1000: 42_500,
      totalCurrencyCode: 'EUR',
    },
    'Total €42.50',
  ],
  [
    'product',
    {
      title: 'Rye bread',
      description: 'Baked at night',
      priceAmount1000: 4_900,
      currencyCode: 'EUR',
    },
    'Rye bread',
  ],
  [
    'event_creation',
    { eventName: 'Tasting evening', eventStartTime: 1_790_000_000 },
    'Answer the invitation on the phone.',
  ],
  ['payment', { paymentAmount1000: 12_000, paymentCurrency: 'INR' }, '₹12.00'],
  ['groups_v4_invite', { inviteGrpName: 'Neighbours' }, 'Invitation to the group “Neighbours”'],
  ['call_log', { subtype: 'miss' }, 'Missed voice call'],
  [
    'call_log',
    { callOutcome: 'Connected', callDuration: 61, isVideoCall: true },
    'Video call · 1:01',
  ],
  ['e2e_notification', { subtype: 'identity' }, 'The security code with Anna Berg has changed.'],
  ['brand_new', {}, 'This kind of message cannot be shown here.'],
];

test.each(KINDS)('%s is on the screen as what it is: %o', async (type, extra, words) => {
  anna.sends(type, extra);
  await office.ana.reads(words);
});

test('what cannot be read yet is replaced by what it says', async () => {
  const { becomesReadable } = anna.writesUnreadably('Readable at last');
  await office.ana.reads('Waiting for this message');
  becomesReadable();
  await office.ana.reads('Readable at last');
});

test('a file that WhatsApp lost can be asked for again, by hand', async () => {
  const sent = anna.sendsMedia('document', {
    bytes: new Uint8Array([1]),
    mime: 'application/pdf',
    fileName: 'Invoice.pdf',
  });
  office.whatsapp.expireMedia(sent);
  await office.ana.press('Ask to send it again');
  await office.ana.page.waitForFunction(() =>
    document.querySelector('textarea')?.value.includes('send that file once more'),
  );
  await office.ana.page.$eval('textarea', (field) => {
    field.value = '';
    field.dispatchEvent(new Event('input'));
  });
});

async function choose(item: string): Promise<void> {
  await office.ana.press('Attach');
  await office.ana.page.locator(`::-p-aria([name="${item}"][role="menuitem"])`).click();
}

async function sendDialog(): Promise<void> {
  await office.ana.page.locator('[role=dialog] button[type=submit]').click();
}

test('an agent sends a location', async () => {
  await choose('Location');
  await office.ana.fill('Coordinates or a map link', '48.1, 11.5');
  await office.ana.fill('Name (optional)', 'Our shop');
  await sendDialog();
  const sent = await office.whatsapp.waitForSent(({ type }) => type === 'location');
  expect(sent.extra).toMatchObject({ lat: 48.1, lng: 11.5, loc: 'Our shop' });
  await office.ana.reads('Our shop');
});

test('an agent sends a contact', async () => {
  await choose('Contact');
  await office.ana.fill('Name', 'Repair service');
  await office.ana.fill('Phone number', '+49 30 123456');
  await sendDialog();
  const sent = await office.whatsapp.waitForSent(({ type }) => type === 'vcard');
  expect(sent.body).toContain('FN:Repair service');
});

test('an agent asks with a poll', async () => {
  await choose('Poll');
  await office.ana.fill('Question', 'Which day suits you?');
  await office.ana.fill('Option 1', 'Monday');
  await office.ana.fill('Option 2', 'Tuesday');
  await sendDialog();
  const sent = await office.whatsapp.waitForSent(({ type }) => type === 'poll_creation');
  expect(sent.extra).toMatchObject({ pollName: 'Which day suits you?' });
});
