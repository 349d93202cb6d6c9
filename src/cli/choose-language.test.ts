import { describe, expect, it } from 'vitest';
import { chooseLanguage } from './choose-language.ts';
import { UsageError } from './exit-code.ts';

describe('chooseLanguage', () => {
  it('goes by the flag, SLUICE_LANG, LC_ALL, LC_MESSAGES and LANG, in this order', () => {
    const all = { SLUICE_LANG: 'zh', LC_ALL: 'en_US.UTF-8', LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'en' };
    expect(chooseLanguage('en', all)).toBe('en');
    expect(chooseLanguage(undefined, all)).toBe('zh');
    expect(chooseLanguage(undefined, { ...all, SLUICE_LANG: '' })).toBe('en');
    expect(chooseLanguage(undefined, { LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'en' })).toBe('zh');
    expect(chooseLanguage(undefined, { LC_ALL: '', LANG: 'zh_TW.UTF-8' })).toBe('zh');
    expect(chooseLanguage(undefined, {})).toBe('en');
  });

  it.each(['zh', 'zh-CN', 'zh_CN', 'ZH', 'zh_CN.UTF-8'])('takes %s', (given) => {
    expect(chooseLanguage(given, {})).toBe('zh');
  });

  it.each(['C', 'POSIX', 'de_DE.UTF-8', 'C.UTF-8', 'zhuang'])('is English for the locale %s', (LANG) => {
    expect(chooseLanguage(undefined, { LANG })).toBe('en');
  });

  it.each(['de', '', 'chinese', '中文'])('refuses --lang %j', (given) => {
    expect(() => chooseLanguage(given, { LANG: 'zh_CN' })).toThrow(UsageError);
    if (given !== '') expect(() => chooseLanguage(undefined, { SLUICE_LANG: given })).toThrow('SLUICE_LANG');
  });
});
