import { arabicScripts } from './arabic.ts';
import { englishScripts } from './english.ts';
import { germanScripts } from './german.ts';
import { portugueseScripts } from './portuguese.ts';
import { spanishScripts } from './spanish.ts';

export const demoScripts = [
  ...englishScripts,
  ...spanishScripts,
  ...portugueseScripts,
  ...arabicScripts,
  ...germanScripts,
];
