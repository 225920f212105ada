import type { ContactCard, Money } from '#shared/domain/content-kinds.ts';
import type { Content } from '#shared/domain/message.ts';
import { parseVCard } from '../vcard.ts';
import { callOf } from './call-content.ts';
import type { RawMessage } from './raw-message.ts';

type Mapping = (raw: RawMessage) => Content | null;

/** What a message of this type says; null when this one lacks what makes it one. */
const MAPPINGS: Readonly<Record<string, Mapping>> = {
  chat: ({ body }) => ({ kind: 'text', text: body ?? '' }),
  location: locationOf,
  vcard: (raw) => cardsOf([{ vcard: raw.body ?? '', displayName: raw.vcardFormattedName }]),
  multi_vcard: ({ vcardList }) => cardsOf(vcardList ?? []),
  poll_creation: pollOf,
  list: menuOf,
  interactive: menuOf,
  native_flow: menuOf,
  hsm: menuOf,
  list_response: (raw) =>
    choiceOf(raw.listResponse?.title || raw.body, raw.listResponse?.description),
  buttons_response: (raw) => choiceOf(raw.body || raw.selectedDisplayText, null),
  template_button_reply: (raw) => choiceOf(raw.body || raw.selectedDisplayText, null),
  interactive_response: (raw) => choiceOf(raw.body, null),
  order: orderOf,
  product: productOf,
  groups_v4_invite: inviteOf,
  event_creation: scheduledEventOf,
  scheduled_event_creation: scheduledEventOf,
  payment: paymentOf,
  call_log: callOf,
};

/** What has no file; null for types that are unknown here. */
export function otherContentOf(raw: RawMessage): Content | null {
  // Buttons come as a text or a picture that has them.
  if (raw.type === 'chat' && (raw.dynamicReplyButtons?.length ?? 0) > 0) return menuOf(raw);
  return MAPPINGS[raw.type]?.(raw) ?? null;
}

function locationOf({ lat, lng, loc, isLive, comment }: RawMessage): Content | null {
  if (lat == null || lng == null || Math.abs(lat) > 90 || Math.abs(lng) > 180) return null;
  // WhatsApp Web keeps name and address in one text, a line each.
  const [name = '', ...address] = (loc ?? '').split('\n').map((line) => line.trim());
  return {
    kind: 'location',
    latitude: lat,
    longitude: lng,
    name: cut(name || (comment ?? ''), 500),
    address: cut(address.filter(Boolean).join(', '), 1_000),
    isLive: isLive === true,
  };
}

interface RawCard {
  readonly vcard: string;
  readonly displayName?: string | null | undefined;
}

/** A card that cannot be read still has the name that WhatsApp gave it. */
function cardsOf(cards: readonly RawCard[]): Content | null {
  const read = cards.slice(0, 257).flatMap(({ vcard, displayName }): ContactCard[] => {
    const name = cut(displayName?.trim() ?? '', 200);
    const card = parseVCard(vcard);
    if (card !== null) return [card.name === '' ? { ...card, name } : card];
    return name === '' ? [] : [{ name, organization: '', phones: [], emails: [] }];
  });
  return read.length === 0 ? null : { kind: 'contacts', cards: read };
}

function pollOf(raw: RawMessage): Content | null {
  const { pollName, body, pollOptions, pollSelectableOptionsCount } = raw;
  if (!pollName && !body && (pollOptions?.length ?? 0) === 0) return null;
  return {
    kind: 'poll',
    question: cut(pollName ?? body ?? '', 1_000),
    options: (pollOptions ?? []).slice(0, 50).map(({ name }) => cut(name, 500)),
    // WhatsApp says 0 for any number of answers, 1 for one.
    allowsMany: pollSelectableOptionsCount !== 1,
  };
}

function menuOf(raw: RawMessage): Content | null {
  const { list, dynamicReplyButtons, title, footer, caption, body } = raw;
  const rows = (list?.sections ?? []).flatMap((section) => section.rows ?? []);
  const buttons = (dynamicReplyButtons ?? []).flatMap(({ buttonText }) => buttonText ?? []);
  const options = [
    ...rows.map(({ title, description }) => ({
      title: cut(title ?? '', 500),
      description: cut(description ?? '', 1_000),
    })),
    ...buttons.map(({ displayText }) => ({ title: cut(displayText ?? '', 500), description: '' })),
  ].filter((option) => option.title !== '');
  const text = list?.description || (body ?? '') || (caption ?? '');
  const heading = list?.title || (title ?? '');
  if (text === '' && heading === '' && options.length === 0) return null;
  return {
    kind: 'menu',
    title: cut(heading === text ? '' : heading, 1_000),
    text: cut(text, 65_536),
    footer: cut(list?.footerText || (footer ?? ''), 1_000),
    options: options.slice(0, 200),
  };
}

function choiceOf(text: string | null | undefined, description: string | null | undefined) {
  if (!text) return null;
  return {
    kind: 'choice' as const,
    text: cut(text, 65_536),
    description: cut(description ?? '', 1_000),
  };
}

function orderOf({
  orderTitle,
  message,
  itemCount,
  totalAmount1000,
  totalCurrencyCode,
}: RawMessage): Content {
  return {
    kind: 'order',
    title: cut(orderTitle ?? '', 1_000),
    text: cut(message ?? '', 65_536),
    items: itemCount != null && itemCount >= 0 ? Math.round(itemCount) : null,
    total: moneyOf(totalAmount1000, totalCurrencyCode),
  };
}

function productOf({
  title,
  description,
  priceAmount1000,
  currencyCode,
  url,
}: RawMessage): Content {
  return {
    kind: 'product',
    title: cut(title ?? '', 1_000),
    description: cut(description ?? '', 65_536),
    price: moneyOf(priceAmount1000, currencyCode),
    url: linkOf(url),
  };
}

function linkOf(url: string | null | undefined): string | null {
  return url != null && /^https?:\/\//i.test(url) && url.length <= 2_000 ? url : null;
}

function scheduledEventOf(raw: RawMessage): Content | null {
  if (!raw.eventName && raw.eventStartTime == null) return null;
  return {
    kind: 'scheduled-event',
    name: cut(raw.eventName ?? '', 1_000),
    description: cut(raw.eventDescription ?? '', 65_536),
    place: cut(raw.eventLocation?.name ?? '', 1_000),
    startsAt: momentOf(raw.eventStartTime),
    endsAt: momentOf(raw.eventEndTime),
    url: linkOf(raw.eventJoinLink),
    isCanceled: raw.isEventCanceled === true,
  };
}

function paymentOf({ paymentAmount1000, paymentCurrency, paymentNoteMsg }: RawMessage): Content {
  const amount = moneyOf(paymentAmount1000, paymentCurrency);
  return { kind: 'payment', amount, note: cut(paymentNoteMsg?.body ?? '', 65_536) };
}

function momentOf(seconds: number | null | undefined): number | null {
  return seconds != null && seconds > 0 ? Math.round(seconds * 1_000) : null;
}

function inviteOf({ inviteGrpName, caption, inviteCodeExp }: RawMessage): Content {
  return {
    kind: 'group-invite',
    groupName: cut(inviteGrpName ?? '', 200),
    text: cut(caption ?? '', 65_536),
    expiresAt: momentOf(inviteCodeExp),
  };
}

function moneyOf(amount: number | null | undefined, currency: string | null | undefined) {
  if (amount == null || currency == null || !/^[A-Z]{3}$/.test(currency)) return null;
  return { thousandths: Math.round(amount), currency } satisfies Money;
}

function cut(text: string, most: number): string {
  return text.slice(0, most);
}
