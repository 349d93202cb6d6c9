import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileProject } from '../../src/compiler/index.ts';
import { isOfTheBase } from '../support/base-project.ts';
import { parseCase, writeCase } from '../support/check-case.ts';
import { tempDir } from '../support/temp-dir.ts';
import { wordingProblems } from '../support/wording.ts';
import { writtenFinding } from '../support/written-finding.ts';

const CASES = path.join(import.meta.dirname, 'check');
/** `UPDATE_GOLDEN=1` writes what is found now; read each line as its user would before you commit it. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

describe('bad input', async () => {
  const names = (await readdir(CASES)).filter((name) => name.endsWith('.txt'));

  test.each(names.sort())('%s', async (name) => {
    const file = path.join(CASES, name);
    const given = parseCase(await readFile(file, 'utf8'));
    await using folder = await tempDir();
    await writeCase(folder.path, given);
    const compiled = await compileProject(folder.path, { environment: given.environment });
    const own = given.files.map((written) => written.path);
    const diagnostics = compiled.diagnostics.filter((diagnostic) => !isOfTheBase(diagnostic, own));
    const found = diagnostics.map(writtenFinding).join('');
    if (UPDATE) await writeFile(file, `${given.text}-- expect --\n${found}`);
    expect(found).toBe(UPDATE ? found : given.expected);
    expect(diagnostics.flatMap(wordingProblems)).toEqual([]);
    // A literal secret is in the case, and must be nowhere in what is said of it.
    expect(JSON.stringify(diagnostics)).not.toContain('hunter2');
  });
});
