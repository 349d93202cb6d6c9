import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileProject, DIAGNOSTIC_CODES } from '../../src/compiler/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { tempDir } from '../support/temp-dir.ts';

const PAGES = path.resolve(import.meta.dirname, '..', '..', 'docs', 'diagnostics');

/** Codes whose wrong example cannot be a text on a page: other tests yield them. */
const NOT_IN_TEXT = new Set(['SL0101', 'SL0107']);

describe('docs/diagnostics', async () => {
  const pages = (await readdir(PAGES)).filter((file) => file.startsWith('SL'));

  test('has one page for each code, and none for a code that does not exist', () => {
    expect(pages.map((file) => file.replace('.md', '')).sort()).toEqual(Object.keys(DIAGNOSTIC_CODES).sort());
  });

  describe.each(pages)('%s', (file) => {
    const code = file.replace('.md', '');

    test('is headed by its code and title', async () => {
      const entry = DIAGNOSTIC_CODES[code as keyof typeof DIAGNOSTIC_CODES]; // the first test says that it exists
      expect((await readFile(path.join(PAGES, file), 'utf8')).split('\n')[0]).toBe(`# ${code}: ${entry.title}`);
    });

    test('yields the code for the wrong example, and nothing for the right one', async () => {
      const page = await readFile(path.join(PAGES, file), 'utf8');
      const right = await codesOf(examples(section(page, 'Right')));
      expect(right).toEqual([]);
      if (NOT_IN_TEXT.has(code)) return;
      expect(await codesOf(examples(section(page, 'Wrong')))).toEqual([code]);
    });
  });
});

function section(page: string, heading: string): string {
  return page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
}

/** Fenced blocks by file: the info string is `yaml FILE`; without a file it is a pipeline. */
function examples(text: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [, info = '', body = ''] of text.matchAll(/^```(?:yaml|ts|text)([^\n]*)\n([\s\S]*?)^```$/gm)) {
    files[info.trim() || 'pipelines/example.yaml'] = body;
  }
  return files;
}

async function codesOf(files: Record<string, string>): Promise<string[]> {
  expect(Object.keys(files)).not.toEqual([]);
  await using folder = await tempDir();
  await writeBaseProject(folder.path, files);
  const { diagnostics } = await compileProject(folder.path);
  return [...new Set(diagnostics.map((diagnostic) => diagnostic.code))].sort();
}
