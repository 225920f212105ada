/** The languages there are messages for. */
export const languages = ['en'] as const;
export type Language = (typeof languages)[number];

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
