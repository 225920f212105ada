const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const EMOJI = /^\p{RGI_Emoji}$/v;

/** How many emoji a text consists of, when it has at most three and nothing else; else 0. */
export function emojiCount(text: string): number {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > 60) return 0;
  const parts = [...letters.segment(trimmed)].map(({ segment }) => segment);
  const isAllEmoji = parts.length <= 3 && parts.every((part) => EMOJI.test(part));
  return isAllEmoji ? parts.length : 0;
}

/** Also one put together of several people and skin tones. */
export function isOneEmoji(text: string): boolean {
  return emojiCount(text) === 1;
}
