import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileProject, renderDiagnosticText, type LocatedDiagnostic } from '../../src/compiler/index.ts';
import { catalogueOf } from '../../src/message/index.ts';
import { isOfTheBase } from '../support/base-project.ts';
import { parseCase, writeCase } from '../support/check-case.ts';
import { englishWordsIn } from '../support/english-words.ts';
import { sectionOf } from '../support/page-examples.ts';
import { findingsOfPage } from '../support/page-findings.ts';
import { tempDir } from '../support/temp-dir.ts';

const PAGES = path.resolve(import.meta.dirname, '..', '..', 'docs', 'diagnostics');
const CASES = path.join(import.meta.dirname, 'check');
const RENDERED = path.join(import.meta.dirname, 'language');
/** `UPDATE_GOLDEN=1` writes what is said now; have it read by somebody whose language it is. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

/** The compiled cases whose whole text is kept, as an author sees it. */
const SHOWN = ['movement', 'literal-password', 'cycle-three', 'no-value-at-run', 'unknown-connector', 'time-zone'];

const catalogue = await catalogueOf('zh');

describe('in Chinese', async () => {
  it('no line of the catalogue keeps an English word', () => {
    const kept = Object.entries(catalogue ?? {}).flatMap(([template, text]) =>
      englishWordsIn(text).map((word) => `${word}: ${template} -> ${text}`),
    );
    expect(kept).toEqual([]);
  });

  const cases = (await readdir(CASES)).filter((name) => name.endsWith('.txt')).toSorted();
  it.each(cases)('%s says nothing in English', async (name) => {
    const given = parseCase(await readFile(path.join(CASES, name), 'utf8'));
    await using folder = await tempDir();
    await writeCase(folder.path, given);
    const { diagnostics } = await compileProject(folder.path, { environment: given.environment, language: 'zh' });
    expect(diagnostics.flatMap(englishIn)).toEqual([]);
    const stem = name.replace('.txt', '');
    if (!SHOWN.includes(stem)) return;
    const texts = new Map(given.files.map((file) => [file.path, file.body]));
    const own = given.files.map((file) => file.path);
    const shown = diagnostics
      .filter((each) => !isOfTheBase(each, own))
      .map((each) => renderDiagnosticText(each, { color: false, textOf: (file) => texts.get(file), catalogue }));
    const file = path.join(RENDERED, name);
    const found = `${shown.join('\n\n')}\n`;
    if (UPDATE) await writeFile(file, found);
    expect(found).toBe(await readFile(file, 'utf8'));
    expect(found).not.toContain('hunter2');
  });

  const pages = (await readdir(PAGES)).filter((file) => file.startsWith('SL'));
  it.each(pages)('the wrong example of %s says nothing in English', async (page) => {
    const wrong = sectionOf(await readFile(path.join(PAGES, page), 'utf8'), 'Wrong');
    expect((await findingsOfPage(wrong, 'zh')).flatMap(englishIn)).toEqual([]);
  });
});

/** Every text of a finding with the English words in it. */
function englishIn({ code, message, labels, notes, help, suggestions }: LocatedDiagnostic): string[] {
  const texts = [message, ...labels.map((each) => each.message), ...notes, ...suggestions.map((each) => each.message)];
  return [...texts, help ?? ''].flatMap((text) => {
    const words = englishWordsIn(text);
    return words.length === 0 ? [] : [`${code} ${words.join(' ')}: ${text}`];
  });
}
