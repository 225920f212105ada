import { assertNever } from '../util/assert.ts';
import type { PreviewKind } from './conversation.ts';
import type { ContactCard } from './content-kinds.ts';
import type { Content } from './message.ts';

/** What full-text search finds a message by; null where there is nothing to find. */
export interface ContentWords {
  readonly text: string | null;
  readonly fileName: string | null;
}

export function wordsOf(content: Content): ContentWords {
  if ('media' in content) return { text: content.caption, fileName: content.media.fileName };
  return { text: textToFind(content), fileName: null };
}

type WithoutFile = Exclude<Content, { media: unknown }>;

function textToFind(content: WithoutFile): string | null {
  switch (content.kind) {
    case 'text':
    case 'note':
      return content.text;
    case 'location':
      return lines(content.name, content.address);
    case 'contacts':
      return lines(...content.cards.flatMap(wordsOfCard));
    case 'poll':
      return lines(content.question, ...content.options);
    case 'menu':
      return lines(
        content.title,
        content.text,
        content.footer,
        ...content.options.flatMap(({ title, description }) => [title, description]),
      );
    case 'choice':
      return lines(content.text, content.description);
    case 'order':
      return lines(content.title, content.text);
    case 'product':
      return lines(content.title, content.description);
    case 'group-invite':
      return lines(content.groupName, content.text);
    case 'scheduled-event':
      return lines(content.name, content.description, content.place);
    case 'payment':
      return content.note;
    case 'call':
    case 'waiting':
    case 'system':
    case 'unsupported':
      return null;
    default:
      return assertNever(content);
  }
}

function wordsOfCard({ name, organization, phones, emails }: ContactCard): string[] {
  // Numbers are found by their digits, however they are written.
  const numbers = phones.flatMap(({ number }) => [number, number.replace(/\D/g, '')]);
  return [name, organization, ...new Set(numbers), ...emails];
}

/** The one line that stands for a message in lists and quotes; may be empty. */
export function lineOf(content: Content): string {
  if ('media' in content) {
    return content.caption || (content.kind === 'document' ? (content.media.fileName ?? '') : '');
  }
  switch (content.kind) {
    case 'text':
    case 'choice':
    case 'note':
      return content.text;
    case 'location':
      return content.name || content.address;
    case 'contacts':
      return content.cards.map(({ name, phones }) => name || (phones[0]?.number ?? '')).join(', ');
    case 'poll':
      return content.question;
    case 'menu':
      return content.text || content.title;
    case 'order':
    case 'product':
      return content.title;
    case 'group-invite':
      return content.groupName;
    case 'scheduled-event':
      return content.name;
    case 'payment':
      return content.note;
    case 'call':
    case 'waiting':
    case 'system':
    case 'unsupported':
      return '';
    default:
      return assertNever(content);
  }
}

export function previewKindOf(content: Content): PreviewKind {
  if (content.kind !== 'call') return content.kind;
  return content.outcome === 'answered' ? 'call' : 'missed-call';
}

const lines = (...parts: readonly string[]) => parts.filter(Boolean).join('\n');
