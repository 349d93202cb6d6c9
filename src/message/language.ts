import type { Catalogue } from './message.ts';

/** Languages that people's texts come in. */
export const LANGUAGES = ['en', 'zh'] as const;
/** One of {@link LANGUAGES}. */
export type Language = (typeof LANGUAGES)[number];

/** The language of a locale name such as `zh_CN.UTF-8`; English for every other. */
export function languageOf(locale: string | undefined): Language {
  return /^zh(?:[_.-]|$)/i.test(locale ?? '') ? 'zh' : 'en';
}

/** The templates of a language, loaded when it is asked for; undefined for English, which is the templates themselves. */
export async function catalogueOf(language: Language): Promise<Catalogue | undefined> {
  return language === 'zh' ? (await import('./chinese/index.ts')).CHINESE : undefined;
}
