import { BOT_LIMITS } from '#shared/domain/bot/limits.ts';

/** "yes, sure , of course" as a list of words, each once. */
export function wordsIn(text: string, most: number): string[] {
  const words = text
    .split(/[,;\n]/)
    .map((word) => word.trim().slice(0, BOT_LIMITS.keywordLength))
    .filter((word) => word !== '');
  return [...new Set(words)].slice(0, most);
}
