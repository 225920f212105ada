/** The languages there are messages for, and which way they are written. */
const DIRECTIONS = { en: 'ltr' } as const;
export type Language = keyof typeof DIRECTIONS;

const languages = Object.keys(DIRECTIONS) as Language[];

/**
 * The first language the person prefers that we speak, and the regional variant of it that dates,
 * times and numbers follow.
 */
export function pickLocale(preferred: readonly string[]): { language: Language; locale: string } {
  for (const tag of preferred) {
    const language = languages.find((known) => known === tag.split('-')[0]?.toLowerCase());
    if (language) return { language, locale: tag };
  }
  return { language: 'en', locale: 'en' };
}

export const { language, locale } = pickLocale(
  typeof navigator === 'undefined' ? [] : navigator.languages,
);

/** Which way our own words run; a customer's may run the other way. */
export const direction = DIRECTIONS[language];
