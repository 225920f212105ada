import { linesAndBlocks } from './text-blocks.ts';

/** A piece of a message: WhatsApp's formatting and links as a tree, never as markup. */
export type RichText =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'mono'; readonly text: string; readonly isBlock: boolean }
  | { readonly type: 'link'; readonly text: string; readonly href: string }
  | { readonly type: Style; readonly children: readonly RichText[] }
  /** One or several lines that somebody else said. */
  | { readonly type: 'quote'; readonly children: readonly RichText[] }
  /** `numbers`: as they were written; null: a bullet before each item. */
  | {
      readonly type: 'list';
      readonly numbers: readonly number[] | null;
      readonly items: readonly (readonly RichText[])[];
    };

type Style = 'bold' | 'italic' | 'strike';

const STYLES: Readonly<Record<string, Style>> = { '*': 'bold', _: 'italic', '~': 'strike' };
/** What is longer is no address for a person; its end is not looked for from each of its letters. */
const LONGEST_LINK = 2_048;
const LINK = /(?:https?:\/\/|www\.)[^\s<>"`]{1,2048}/iy;

/** Quotes and lists are whole lines; everything else is formatted within its own. */
export function parseRichText(text: string): readonly RichText[] {
  const pieces: RichText[] = [];
  for (const part of linesAndBlocks(text)) {
    if (part.type === 'lines') pieces.push(...parse(part.text, ''));
    else if (part.type === 'quote') {
      pieces.push({ type: 'quote', children: parse(part.lines.join('\n'), '') });
    } else {
      const items = part.lines.map((line) => parse(line, ''));
      pieces.push({ type: 'list', numbers: part.numbers, items });
    }
  }
  return pieces;
}

/** The text as a person reads it, without the marks. */
export function plainText(pieces: readonly RichText[]): string {
  return pieces.map(plainPiece).join('');
}

function plainPiece(piece: RichText): string {
  if (piece.type === 'quote') return `\n${plainText(piece.children)}\n`;
  if (piece.type === 'list') {
    const { items, numbers } = piece;
    const marks = items.map((_item, index) => (numbers === null ? '' : `${numbers[index]}. `));
    return items.map((item, index) => `\n${marks[index]}${plainText(item)}`).join('') + '\n';
  }
  return 'children' in piece ? plainText(piece.children) : piece.text;
}

function parse(text: string, openMarks: string): readonly RichText[] {
  const pieces: RichText[] = [];
  const unclosed: Unclosed = new Map();
  let plain = 0;
  let at = 0;
  while (at < text.length) {
    const found = monoAt(text, at) ?? linkAt(text, at) ?? styleAt(text, at, openMarks, unclosed);
    if (!found) {
      at++;
      continue;
    }
    const isBlock = found.piece.type === 'mono' && found.piece.isBlock;
    // A block has lines of its own: the breaks around it would be empty ones.
    const before = text.slice(plain, isBlock && text[at - 1] === '\n' ? at - 1 : at);
    if (before !== '') pieces.push({ type: 'text', text: before });
    pieces.push(found.piece);
    at = plain = isBlock && text[found.end] === '\n' ? found.end + 1 : found.end;
  }
  if (plain < text.length) pieces.push({ type: 'text', text: text.slice(plain) });
  return pieces;
}

interface Found {
  readonly piece: RichText;
  readonly end: number;
}

function monoAt(text: string, at: number): Found | null {
  if (text[at] !== '`') return null;
  const fence = text.startsWith('```', at) ? '```' : '`';
  const end = text.indexOf(fence, at + fence.length);
  const inner = text.slice(at + fence.length, end);
  if (end < 0 || inner.trim() === '') return null;
  if (fence === '`' && inner.includes('\n')) return null;
  const isBlock = inner.includes('\n');
  return { piece: { type: 'mono', text: inner.trim(), isBlock }, end: end + fence.length };
}

function linkAt(text: string, at: number): Found | null {
  const first = text[at];
  if (first === undefined || !'hHwW'.includes(first) || isWordCharacter(text[at - 1])) return null;
  LINK.lastIndex = at;
  const match = LINK.exec(text)?.[0];
  if (!match || match.length > LONGEST_LINK) return null;
  const shown = withoutTrailingPunctuation(match);
  const href = webAddress(shown);
  if (href === null) return null;
  return { piece: { type: 'link', text: shown, href }, end: at + shown.length };
}

/** Up to where a mark is known to have no partner: looked for once per line, not once per mark. */
type Unclosed = Map<string, number>;

function styleAt(text: string, at: number, openMarks: string, unclosed: Unclosed): Found | null {
  const mark = text[at] ?? '';
  const style = STYLES[mark];
  if (!style || openMarks.includes(mark) || isWordCharacter(text[at - 1])) return null;
  if (isSpace(text[at + 1]) || at < (unclosed.get(mark) ?? 0)) return null;
  const lineBreak = text.indexOf('\n', at);
  const lineEnd = lineBreak < 0 ? text.length : lineBreak;
  const end = closingMark(text, at, lineEnd, mark);
  if (end < 0) {
    unclosed.set(mark, lineEnd);
    return null;
  }
  const children = parse(text.slice(at + 1, end), openMarks + mark);
  return { piece: { type: style, children }, end: end + 1 };
}

/** On the same line, after a letter, before the end of a word. */
function closingMark(text: string, start: number, lineEnd: number, mark: string): number {
  for (let at = start + 1; at < lineEnd; at++) {
    const link = linkAt(text, at);
    if (link) {
      at = link.end - 1;
      continue;
    }
    const isClosing = text[at] === mark && at > start + 1 && !isSpace(text[at - 1]);
    if (isClosing && !isWordCharacter(text[at + 1])) return at;
  }
  return -1;
}

function withoutTrailingPunctuation(url: string): string {
  let end = url.length;
  while (end > 0) {
    const last = url[end - 1] ?? '';
    const isUnbalanced = last === ')' && !url.slice(0, end).includes('(');
    if (!/[.,;:!?'*_~\]}]/.test(last) && !isUnbalanced) break;
    end--;
  }
  return url.slice(0, end);
}

/** The address to open; null for what is not a plain http or https address. */
function webAddress(shown: string): string | null {
  const url = URL.parse(/^www\./i.test(shown) ? `https://${shown}` : shown);
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  return url && isWeb && url.hostname.includes('.') && url.username === '' ? url.href : null;
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function isSpace(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character);
}
