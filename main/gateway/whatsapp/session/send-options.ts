import type { OutgoingContent } from '#main/core/ports/gateway.ts';
import { formatVCard } from '../vcard.ts';

type WithoutFile = Exclude<OutgoingContent, { path: string } | { kind: 'text' }>;

/** What makes whatsapp-web.js send a place, a poll or contact cards. */
export function optionsFor(content: WithoutFile): Readonly<Record<string, unknown>> {
  switch (content.kind) {
    case 'location': {
      const { latitude, longitude, name, address } = content;
      const description = [name, address].filter(Boolean).join('\n');
      return { location: { latitude, longitude, description } };
    }
    case 'poll':
      return {
        poll: {
          pollName: content.question,
          pollOptions: content.options.map((name, localId) => ({ name, localId })),
          options: { allowMultipleAnswers: content.allowsMany },
        },
      };
    case 'contacts':
      return { extraOptions: cardFields(content.cards) };
  }
}

/** The library makes cards of the phone's contacts only: these are the fields that it would set. */
function cardFields(cards: Extract<WithoutFile, { kind: 'contacts' }>['cards']) {
  const made = cards.map((card) => ({
    displayName: card.name || (card.phones[0]?.number ?? ''),
    vcard: formatVCard(card),
  }));
  const [only] = made;
  return made.length === 1 && only
    ? { type: 'vcard', body: only.vcard, vcardFormattedName: only.displayName }
    : { type: 'multi_vcard', body: null, vcardList: made };
}
