import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { importFile, importSetup, importText, showCase } from '../support/import-case.ts';
import { plainValue, readJson } from '../../src/import/json/index.ts';

const FOLDER = path.join(import.meta.dirname, 'import');
/** `UPDATE_GOLDEN=1` writes what is made now; look at the difference before you commit it. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

const SETUPS = { flinkx: await importSetup('flinkx', '1.11'), chunjun: await importSetup('chunjun', '1.16') };
const FOLDERS = { 'flinkx-1.11': 'flinkx', 'oddities-flinkx': 'flinkx', 'oddities-chunjun': 'chunjun' } as const;

const JOBS = await Promise.all(
  Object.entries(FOLDERS).map(async ([folder, target]) => {
    const files = (await readdir(path.join(FOLDER, folder))).filter((file) => file.endsWith('.json'));
    return { folder, target, files: files.sort() };
  }),
);

describe.each(JOBS)('import of $folder', ({ folder, target, files }) => {
  test.each(files)('%s is what is committed beside it', async (file) => {
    const shown = showCase(await importFile(path.join(FOLDER, folder, file), SETUPS[target]));
    const golden = path.join(FOLDER, folder, file.replace(/json$/, 'txt'));
    if (UPDATE) await writeFile(golden, shown);
    expect(shown).toBe(await readFile(golden, 'utf8'));
  });

  test.each(files)('%s: no secret of it is in anything that is made', async (file) => {
    const text = await readFile(path.join(FOLDER, folder, file), 'utf8');
    const shown = showCase(importText(text, file, SETUPS[target]));
    for (const secret of secretsIn(text)) expect(shown).not.toContain(secret);
  });

  test.each(files)('%s: no leaf is dropped without a word', async (file) => {
    const text = await readFile(path.join(FOLDER, folder, file), 'utf8');
    const { root, problem } = readJson(text);
    if (root === undefined || problem !== undefined) return; // such a file fails as a whole
    const job = plainValue(root);
    const whole = importText(JSON.stringify(job), file, SETUPS[target]);
    if (whole.imported.kind === 'other' || whole.imported.result.status === 'failed') return; // nothing is made of it
    const before = showCase(whole);
    const silent = leavesOf(job)
      .filter(({ path: steps }) => !isSecret(steps))
      .filter(({ path: steps, value }) => {
        // what changes nothing in pipeline, datasources, differences and findings was not looked at
        const changed = JSON.stringify(withLeaf(job, steps, otherThan(value)));
        return showCase(importText(changed, file, SETUPS[target])) === before;
      });
    expect(silent.map(({ path: steps }) => steps.join('.'))).toEqual([]);
  });
});

test('counts what docs/import.md says', async () => {
  const folder = path.join(FOLDER, 'flinkx-1.11');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
  const count = { exact: 0, listed: 0, failed: 0 };
  for (const file of files) {
    const { imported } = await importFile(path.join(folder, file), SETUPS.flinkx);
    if (imported.kind === 'job') count[imported.result.status] += 1;
  }
  const page = await readFile(path.join(import.meta.dirname, '..', '..', 'docs', 'import.md'), 'utf8');
  expect(page).toContain(
    `| examples of FlinkX 1.11 | ${files.length} | ${count.exact} | ${count.listed} | ${count.failed} |`,
  );
});

interface Leaf {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

function leavesOf(value: unknown, steps: readonly (string | number)[] = []): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path: steps, value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...steps, index]));
  return Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...steps, key]));
}

function withLeaf(root: unknown, steps: readonly (string | number)[], value: unknown): unknown {
  const copy: unknown = structuredClone(root);
  let at = copy as Record<string | number, unknown>; // every step but the last leads to a list or an object
  for (const step of steps.slice(0, -1)) at = at[step] as typeof at;
  at[steps.at(-1) ?? ''] = value;
  return copy;
}

function otherThan(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return typeof value === 'string' ? `${value}q` : 'q';
}

function isSecret(steps: readonly (string | number)[]): boolean {
  return steps.some((step) => /password|secret|token/i.test(String(step)));
}

/** Values of passwords that stand nowhere else in the file. */
function secretsIn(text: string): string[] {
  const { root } = readJson(text);
  const leaves = root === undefined ? [] : leavesOf(plainValue(root));
  return leaves
    .filter(
      ({ path: steps, value }) =>
        isSecret(steps) && typeof value === 'string' && value.length > 3 && value !== 'password',
    )
    .map(({ value }) => String(value))
    .filter(
      (secret) =>
        leaves.filter(({ value }) => String(value).includes(secret)).length ===
        leaves.filter(({ value, path: steps }) => isSecret(steps) && value === secret).length,
    );
}
