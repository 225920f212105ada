/** A text in parts that follow each other: what is a quote, what is a list, and the rest. */
export type TextPart =
  | { readonly type: 'lines'; readonly text: string }
  | { readonly type: 'quote'; readonly lines: readonly string[] }
  | {
      readonly type: 'list';
      readonly numbers: readonly number[] | null;
      readonly lines: readonly string[];
    };

const FENCE = '```';
const QUOTE = /^> +(?=\S)/;
const BULLET = /^[-*] +(?=\S)/;
const NUMBER = /^([0-9]{1,3})\. +(?=\S)/;

type Kind = 'quote' | 'bullets' | 'numbers';

interface Marked {
  readonly kind: Kind;
  readonly number: number;
  /** What follows the mark. */
  readonly said: string;
}

/** WhatsApp's marks of whole lines: `> quote`, `- item` or `* item`, `1. item`. */
export function linesAndBlocks(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let plain: string[] = [];
  const endPlain = () => {
    if (plain.length > 0) parts.push({ type: 'lines', text: plain.join('\n') });
    plain = [];
  };
  const lines = text.split('\n');
  for (let at = 0; at < lines.length;) {
    const marked = markedLine(lines[at] ?? '');
    if (marked === null) {
      const end = endOfFence(lines, at);
      plain.push(...lines.slice(at, end));
      at = end;
      continue;
    }
    const block: Marked[] = [];
    for (; at < lines.length; at++) {
      const line = markedLine(lines[at] ?? '');
      if (line?.kind !== marked.kind) break;
      block.push(line);
    }
    endPlain();
    parts.push(partOf(marked.kind, block));
  }
  endPlain();
  return parts;
}

function markedLine(line: string): Marked | null {
  const quote = QUOTE.exec(line);
  if (quote) return { kind: 'quote', number: 0, said: line.slice(quote[0].length) };
  const bullet = BULLET.exec(line);
  if (bullet) return { kind: 'bullets', number: 0, said: line.slice(bullet[0].length) };
  const numbered = NUMBER.exec(line);
  if (!numbered) return null;
  return { kind: 'numbers', number: Number(numbered[1]), said: line.slice(numbered[0].length) };
}

function partOf(kind: Kind, block: readonly Marked[]): TextPart {
  const lines = block.map(({ said }) => said);
  if (kind === 'quote') return { type: 'quote', lines };
  const numbers = kind === 'numbers' ? block.map(({ number }) => number) : null;
  return { type: 'list', numbers, lines };
}

/** Code is as it was written: lines up to the end of a fence that opens here are no blocks. */
function endOfFence(lines: readonly string[], at: number): number {
  const fences = (line: string) => line.split(FENCE).length - 1;
  if (fences(lines[at] ?? '') % 2 === 0) return at + 1;
  const end = lines.findIndex((line, index) => index > at && fences(line) % 2 === 1);
  return end < 0 ? at + 1 : end + 1;
}
