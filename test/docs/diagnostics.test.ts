import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSourceFile, DIAGNOSTIC_CODES } from '../../src/compiler/index.ts';
import { checkedVersion, checkJob, loadPlugins } from '../../src/import/index.ts';
import { runTests } from '../../src/testing/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { examplesIn, jobIn, sectionOf } from '../support/page-examples.ts';
import { findingsOfPage } from '../support/page-findings.ts';
import { tempDir } from '../support/temp-dir.ts';
import { wordingProblems } from '../support/wording.ts';

const PAGES = path.resolve(import.meta.dirname, '..', '..', 'docs', 'diagnostics');

/** Found at real systems only: the tests of `check --connect` yield them. */
const CONNECTED = Array.from({ length: 14 }, (_, index) => `SL${1010 + index}`);

/** Codes whose wrong example cannot be a text on a page: other tests yield them. */
const NOT_IN_TEXT = new Set([
  'SL0101',
  'SL0107',
  'SL0120',
  'SL0330',
  'SL0920',
  'SL0921',
  'SL0922',
  'SL0923',
  'SL0924',
  'SL0925',
  'SL0926',
  'SL1202',
  'SL1112',
  // what a daemon says of what it has begun
  'SL1406',
  'SL1407',
  ...CONNECTED,
]);

/** The daemon says it of every stream: an example that has one is about something else. */
const ON_EVERY_STREAM = 'SL0411';

/** `UPDATE_GOLDEN=1` writes the index. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

describe('docs/diagnostics', async () => {
  const pages = (await readdir(PAGES)).filter((file) => file.startsWith('SL'));

  test('has one page for each code, and none for a code that does not exist', () => {
    expect(pages.map((file) => file.replace('.md', '')).sort()).toEqual(Object.keys(DIAGNOSTIC_CODES).sort());
  });

  test('has an index of all codes', async () => {
    const file = path.join(PAGES, 'README.md');
    if (UPDATE) await writeFile(file, indexOf());
    expect(await readFile(file, 'utf8')).toBe(indexOf());
  });

  describe.each(pages)('%s', (file) => {
    const code = file.replace('.md', '');

    test('is headed by its code and title', async () => {
      const entry = DIAGNOSTIC_CODES[code as keyof typeof DIAGNOSTIC_CODES]; // the first test says that it exists
      expect((await readFile(path.join(PAGES, file), 'utf8')).split('\n')[0]).toBe(`# ${code}: ${entry.title}`);
    });

    test('yields the code for the wrong example, and nothing for the right one', async () => {
      const page = await readFile(path.join(PAGES, file), 'utf8');
      const said = async (heading: string): Promise<string[]> =>
        (await codesOf(sectionOf(page, heading))).filter((found) => found === code || found !== ON_EVERY_STREAM);
      expect(await said('Right')).toEqual([]);
      if (NOT_IN_TEXT.has(code)) return;
      expect(await said('Wrong')).toEqual([code]);
    });
  });
});

function indexOf(): string {
  const rows = Object.entries(DIAGNOSTIC_CODES).map(
    ([code, { severity, title }]) => `| [${code}](${code}.md) | ${severity} | ${title} |`,
  );
  return [
    '# Diagnostics',
    '',
    'Every finding of `sluice check` has a code. Its page says what the code means, why it matters, and shows a wrong and',
    'a right example; `sluice explain CODE` prints it. A code is never reused. SL01 is about files and YAML, SL02 about',
    'shape, SL03 about names and references, SL04 about run-time values and schedules, SL05 about the movement of rows,',
    'SL06 about engines and connectors, SL07 about secrets, SL08 about TypeScript, SL09 about job files of FlinkX and ChunJun,',
    'SL10 about schema snapshots and real datasources, SL11 about tests, SL12 about owners, SL13 about policies, which plans',
    'and reviews are held to.',
    '',
    '| code | severity | what it stands for |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** Codes of the findings, repeats included: one cause gives one error. A section may say `--env NAME`. */
async function codesOf(text: string): Promise<string[]> {
  const job = jobIn(text);
  if (job !== undefined) return codesOfJob(job.engine, job.version, job.text);
  const files = examplesIn(text);
  expect(Object.keys(files)).not.toEqual([]);
  await using folder = await tempDir();
  await writeBaseProject(folder.path, files);
  if (Object.keys(files).some((file) => file.startsWith('tests/'))) return await codesOfTests(folder.path);
  const diagnostics = await findingsOfPage(text, 'en');
  expect(diagnostics.flatMap(wordingProblems)).toEqual([]);
  return diagnostics.map((diagnostic) => diagnostic.code);
}

/** Test files are run; of a pipeline that does not compile, the case's own finding is the one that is meant. */
async function codesOfTests(root: string): Promise<string[]> {
  const run = await runTests({ root, paths: [], environment: 'default', now: () => 0 });
  const inTests = run.diagnostics.filter(({ file }) => !file.startsWith('pipelines/'));
  const found = [...inTests, ...run.cases.flatMap(({ diagnostics }) => diagnostics)];
  expect(found.flatMap(wordingProblems)).toEqual([]);
  return found.map(({ code }) => code);
}

/** A job file as it lies; the newest version where none is said. */
async function codesOfJob(engine: 'flinkx' | 'chunjun', asked: string | undefined, text: string): Promise<string[]> {
  const version = checkedVersion(engine, asked);
  if (version === undefined) throw new Error(`${engine} ${asked} is not checked`);
  const diagnostics = checkJob(createSourceFile('job.json', text), engine, version, await loadPlugins(engine));
  expect(diagnostics.flatMap(wordingProblems)).toEqual([]);
  return diagnostics.map((diagnostic) => diagnostic.code);
}
