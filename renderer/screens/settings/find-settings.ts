import { t } from '#renderer/i18n/index.ts';
import type { SettingName } from '#shared/domain/settings.ts';
import { withoutAccents } from '#shared/util/without-accents.ts';
import { pageWords } from './page-words.ts';
import type { SettingsPage } from './pages.ts';

/**
 * The pages that have every word of the query, in their order: all of a page whose own words do,
 * else those of its settings that do.
 */
export function findSettings(
  query: string,
  pages: readonly SettingsPage[],
): readonly SettingsPage[] {
  const has = finderOf(query);
  return pages.flatMap((page) => {
    const { title, intro } = pageWords(page.name);
    const keywords = t.settings.keywords[page.name] ?? '';
    if (has(title, intro, keywords)) return [page];
    const settings = page.settings.filter((name) => has(title, ...wordsOf(name)));
    return settings.length === 0 ? [] : [{ ...page, settings }];
  });
}

/** Whether texts have every word of the query, without case and accents. */
export function finderOf(query: string): (...texts: readonly string[]) => boolean {
  const wanted = withoutAccents(query).split(/\s+/).filter(Boolean);
  return (...texts) => {
    const text = withoutAccents(texts.join(' '));
    return wanted.every((word) => text.includes(word));
  };
}

function wordsOf(name: SettingName): readonly string[] {
  const { label, help, choices = {} } = t.settings.items[name];
  return [label, help, ...Object.values(choices)];
}
