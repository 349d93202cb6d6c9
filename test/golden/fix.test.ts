import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { describe, expect, test } from 'vitest';
import { fixFiles } from '../../src/cli/commands/check-fix.ts';
import { compileProject } from '../../src/compiler/index.ts';
import { parseCase, writeCase } from '../support/check-case.ts';
import { tempDir } from '../support/temp-dir.ts';

const CASES = path.join(import.meta.dirname, 'fix');
const CHECKED = path.join(import.meta.dirname, 'check');
/** `UPDATE_GOLDEN=1` writes what is changed now; read each line as its user would before you commit it. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';
const everything = (): boolean => true;

describe('check --fix', async () => {
  const names = (await readdir(CASES)).filter((name) => name.endsWith('.txt'));

  test.each(names.sort())('%s', async (name) => {
    const file = path.join(CASES, name);
    const given = parseCase(await readFile(file, 'utf8'));
    await using folder = await tempDir();
    await writeCase(folder.path, given);
    const { files, result, likely } = await fixFiles(folder.path, {}, everything, true);
    const patches = files.map(({ path: name_, before, after }) =>
      createTwoFilesPatch(name_, name_, before, after, undefined, undefined, { context: 0 })
        .split('\n')
        .filter((line) => /^[-+@]/.test(line) && !line.startsWith('---'))
        .map((line) => `${line.replace('\r', '\\r')}\n`)
        .join(''),
    );
    const left = result.diagnostics.map(({ code, file: at, range, message }) => {
      return `${code} ${at}:${range.start.line} ${message}\n`;
    });
    const found = `${patches.join('')}left, ${likely} of them with a likely fix:\n${left.join('')}`;
    if (UPDATE) await writeFile(file, `${given.text}-- expect --\n${found}`);
    expect(found).toBe(UPDATE ? found : given.expected);
  });
});

describe.each([CASES, CHECKED])('a second --fix of the cases of %s', async (cases) => {
  const names = (await readdir(cases)).filter((name) => name.endsWith('.txt') && !name.startsWith('unreadable'));

  test.each(names.sort())('changes nothing: %s', async (name) => {
    const given = parseCase(await readFile(path.join(cases, name), 'utf8'));
    await using folder = await tempDir();
    await writeCase(folder.path, given);
    const options = { environment: given.environment };
    const before = await compileProject(folder.path, options);
    const first = await fixFiles(folder.path, options, everything, true);
    expect(first.refused).toEqual([]);
    const second = await fixFiles(folder.path, options, everything, true);
    expect(second.files).toEqual([]);
    // what is written is what was checked
    expect(second.result.diagnostics).toEqual(first.result.diagnostics);
    const certain = before.diagnostics.filter((each) =>
      each.suggestions.some(({ confidence }) => confidence === 'certain'),
    );
    if (certain.length === 0) expect(first.files).toEqual([]);
  });
});

test('a dry run writes nothing, and the mode of a file stays', async () => {
  await using folder = await tempDir();
  await writeCase(folder.path, parseCase(await readFile(path.join(CASES, 'typos.txt'), 'utf8')));
  const file = path.join(folder.path, 'pipelines/a.yaml');
  const text = await readFile(file, 'utf8');
  const dry = await fixFiles(folder.path, {}, everything, false);
  expect(dry.files.map((each) => each.path)).toEqual(['pipelines/a.yaml', 'sluice.yaml']);
  expect(await readFile(file, 'utf8')).toBe(text);
  const { mode } = await stat(file);
  await fixFiles(folder.path, {}, everything, true);
  expect((await stat(file)).mode).toBe(mode);
  expect(await readdir(path.dirname(file))).toEqual(['a.yaml']);
});
