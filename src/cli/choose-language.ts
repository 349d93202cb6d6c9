import { type Language, languageOf, LANGUAGES, say } from '../message/index.ts';
import { UsageError } from './exit-code.ts';

/**
 * The language of people's texts: `--lang`, else SLUICE_LANG, which are to be a language that there is (or a locale
 * of it, `zh-CN`); else the first of LC_ALL, LC_MESSAGES and LANG that is set, where every other language is English.
 * Throws a UsageError.
 */
export function chooseLanguage(flag: string | undefined, environment: NodeJS.ProcessEnv): Language {
  const { SLUICE_LANG, LC_ALL, LC_MESSAGES, LANG } = environment;
  if (flag !== undefined) return knownLanguage(flag, '--lang');
  if (SLUICE_LANG) return knownLanguage(SLUICE_LANG, 'SLUICE_LANG');
  return languageOf([LC_ALL, LC_MESSAGES, LANG].find(Boolean));
}

function knownLanguage(given: string, origin: string): Language {
  const name = /^([a-z]+)(?:[-_.].*)?$/i.exec(given)?.[1]?.toLowerCase();
  const known = LANGUAGES.find((language) => language === name);
  if (known === undefined)
    throw new UsageError(say`${origin}: there is no language \`${given}\``, say`use ${LANGUAGES.join(', ')}`);
  return known;
}
