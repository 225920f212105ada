import { z } from 'zod';
import { BOT_LIMITS } from './limits.ts';

/** A language as browsers name it: `en`, `pt-BR`. */
export const languageSchema = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/);

/** What is said, by language. */
export const textsSchema = z.record(languageSchema, z.string().max(BOT_LIMITS.textLength));
export type Texts = Readonly<z.infer<typeof textsSchema>>;

export const labelTextsSchema = z.record(languageSchema, z.string().max(BOT_LIMITS.labelLength));

export const flowLanguageSchema = z.object({
  code: languageSchema,
  /** Customers whose number begins like this are spoken to in this language. */
  prefixes: z.array(z.string().regex(/^\+[0-9]{1,6}$/)).max(40),
});
export type FlowLanguage = Readonly<z.infer<typeof flowLanguageSchema>>;

/** The first language is spoken where another one has no text. */
export function textIn(texts: Texts, language: string, languages: readonly FlowLanguage[]): string {
  const own = texts[language];
  if (own !== undefined && own.trim() !== '') return own;
  return texts[languages[0]?.code ?? language] ?? '';
}

/** By the longest beginning of the number that one of the languages has, else the first one. */
export function languageOfNumber(phone: string | null, languages: readonly FlowLanguage[]): string {
  let found: { readonly code: string; readonly length: number } | null = null;
  for (const { code, prefixes } of languages) {
    for (const prefix of prefixes) {
      if (!phone?.startsWith(prefix) || prefix.length <= (found?.length ?? 0)) continue;
      found = { code, length: prefix.length };
    }
  }
  return found?.code ?? languages[0]?.code ?? 'en';
}

/** A language's name in itself, `Deutsch`. */
export function ownNameOf(code: string): string {
  const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}
