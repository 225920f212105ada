import { standardWords } from '#shared/domain/bot/ready-made/standard-words.ts';

/** What customers can be spoken to in; Deskline says its own words in the first ones. */
export const knownLanguages: readonly string[] = [
  ...Object.keys(standardWords),
  'ar',
  'cs',
  'nl',
  'pl',
  'ro',
  'ru',
  'tr',
  'uk',
  'zh',
];
