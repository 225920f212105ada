import type { OtherContent } from '#shared/domain/message.ts';

/** One of each kind that is neither a text nor a file. */
export const otherContents: readonly OtherContent[] = [
  {
    kind: 'location',
    latitude: 52.5163,
    longitude: 13.3777,
    name: 'Brandenburg Gate',
    address: 'Pariser Platz, 10117 Berlin',
    isLive: false,
  },
  { kind: 'location', latitude: -33.8, longitude: 151.2, name: '', address: '', isLive: true },
  {
    kind: 'contacts',
    cards: [
      {
        name: 'Grace Hopper',
        organization: 'Harbour Bakery',
        phones: [{ number: '+49 151 2345678', label: 'CELL' }],
        emails: ['grace@example.org'],
      },
    ],
  },
  {
    kind: 'poll',
    question: 'When shall we deliver?',
    options: ['In the morning', 'In the afternoon'],
    allowsMany: false,
  },
  {
    kind: 'menu',
    title: 'Opening hours',
    text: 'Which branch do you mean?',
    footer: 'We are happy to help',
    options: [
      { title: 'Harbour', description: 'Monday to Friday' },
      { title: 'Station', description: '' },
    ],
  },
  { kind: 'choice', text: 'Harbour', description: 'Monday to Friday' },
  {
    kind: 'order',
    title: 'Order of Friday',
    text: 'Please deliver to the back door',
    items: 3,
    total: { thousandths: 42_500, currency: 'EUR' },
  },
  {
    kind: 'product',
    title: 'Rye bread',
    description: 'Baked at night',
    price: { thousandths: 4_900, currency: 'EUR' },
    url: 'https://example.org/rye',
  },
  { kind: 'group-invite', groupName: 'Neighbours', text: 'Join us', expiresAt: 1_790_000_000_000 },
  {
    kind: 'scheduled-event',
    name: 'Tasting evening',
    description: 'Bring a friend',
    place: 'Harbour Bakery',
    startsAt: 1_790_000_000_000,
    endsAt: null,
    url: 'https://call.whatsapp.com/voice/abc',
    isCanceled: false,
  },
  { kind: 'payment', amount: { thousandths: 12_000, currency: 'INR' }, note: 'For the bread' },
  { kind: 'call', isVideo: false, outcome: 'missed', seconds: null },
  { kind: 'call', isVideo: true, outcome: 'answered', seconds: 61 },
  { kind: 'waiting' },
  { kind: 'system', notice: { type: 'number-changed', phone: '+4915112345678' } },
  { kind: 'system', notice: { type: 'security-code-changed' } },
  { kind: 'system', notice: { type: 'disappearing-timer', seconds: 86_400 } },
];
