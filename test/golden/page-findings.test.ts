import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { examplesIn, jobIn, sectionOf } from '../support/page-examples.ts';
import { findingsOfPage } from '../support/page-findings.ts';
import { writtenFinding } from '../support/written-finding.ts';

const PAGES = path.resolve(import.meta.dirname, '..', '..', 'docs', 'diagnostics');
const GOLDEN = path.join(import.meta.dirname, 'pages');
/** `UPDATE_GOLDEN=1` writes what is found now; read each line as its user would before you commit it. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

/** The whole of what is said of each page's wrong example; a code that no text on a page yields has no file. */
describe('the wrong example of', async () => {
  const pages = (await readdir(PAGES)).filter((file) => file.startsWith('SL'));

  it.each(pages)('%s', async (page) => {
    const wrong = sectionOf(await readFile(path.join(PAGES, page), 'utf8'), 'Wrong');
    if (jobIn(wrong) === undefined && Object.keys(examplesIn(wrong)).length === 0) return;
    const findings = await findingsOfPage(wrong, 'en');
    const yields = findings.some(({ code }) => `${code}.md` === page);
    const found = yields ? findings.map(writtenFinding).join('') : '';
    const file = path.join(GOLDEN, page.replace('.md', '.txt'));
    if (UPDATE && found !== '') {
      await mkdir(GOLDEN, { recursive: true });
      await writeFile(file, found);
    }
    const expected =
      found === '' ? '' : await readFile(file, 'utf8').catch(() => 'no file: write it by UPDATE_GOLDEN=1');
    expect(found).toBe(expected);
    expect(found).not.toContain('hunter2');
  });
});
