import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { DIAGNOSTIC_CODES, type CodeEntry } from '../../src/compiler/index.ts';
import { catalogueOf } from '../../src/message/index.ts';
import { englishWordsIn } from '../support/english-words.ts';
import { sectionOf } from '../support/page-examples.ts';

const PAGES = path.resolve(import.meta.dirname, '..', '..', 'docs', 'diagnostics');

describe('docs/diagnostics/zh', async () => {
  const pages = await readdir(path.join(PAGES, 'zh'));
  const codes: Readonly<Record<string, CodeEntry>> = DIAGNOSTIC_CODES;

  test.each(pages)(
    '%s has the title of its code, the examples of the English page, and no English between',
    async (file) => {
      const code = file.replace('.md', '');
      const page = await readFile(path.join(PAGES, 'zh', file), 'utf8');
      const english = await readFile(path.join(PAGES, file), 'utf8');
      const title = codes[code]?.title ?? '';
      const catalogue = (await catalogueOf('zh')) ?? {};
      expect(page.split('\n')[0]).toBe(`# ${code}: ${catalogue[title] ?? ''}`);
      expect(blocksIn(sectionOf(page, '错误示例'))).toEqual(blocksIn(sectionOf(english, 'Wrong')));
      expect(blocksIn(sectionOf(page, '正确示例'))).toEqual(blocksIn(sectionOf(english, 'Right')));
      if (sectionOf(english, 'How to mend it') !== '') expect(sectionOf(page, '如何修改')).not.toBe('');
      expect(englishWordsIn(page.replaceAll(/^```[\s\S]*?^```$|SL\d{4}/gm, ''))).toEqual([]);
    },
  );
});

function blocksIn(section: string): string[] {
  return section.match(/^```[\s\S]*?^```$/gm) ?? [];
}
