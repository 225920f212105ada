import { english } from './en/index.ts';
import type { Messages } from './en/index.ts';
import { language } from './locale.ts';
import type { Language } from './locale.ts';

const messages: Record<Language, Messages> = { en: english };

/** Every text on the screen. */
export const t: Messages = messages[language];
