import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makePlan } from '../../src/cli/plan/make-plan.ts';
import { renderMarkdown } from '../../src/cli/views/plan/render-markdown.ts';
import { compileProject, renderJob, sideOf, toPlanDocument } from '../../src/compiler/index.ts';
import { tempDir } from '../support/temp-dir.ts';

const EXAMPLES = path.resolve(import.meta.dirname, '..', '..', 'examples');
/** `UPDATE_GOLDEN=1` writes what is compiled now; look at the difference before you commit it. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

describe('examples compile to what is committed', async () => {
  for (const example of (await readdir(EXAMPLES)).sort()) {
    const root = path.join(EXAMPLES, example);
    for (const engine of await engines(root)) {
      test(`${example}${engine === 'own' ? '' : ` on engine ${engine}`}`, async () => {
        const result = await compileProject(root, engine === 'own' ? {} : { engine });
        expect(result.diagnostics).toEqual([]);
        const files: Record<string, string> = {};
        for (const { artefact, digest } of result.pipelines) {
          files[`${artefact.pipeline.name}/artefact.json`] =
            `${JSON.stringify({ digest, ...artefact }, undefined, 2)}\n`;
          files[`${artefact.pipeline.name}/${artefact.job.file}`] = renderJob(artefact);
        }
        const folder = path.join(root, 'expected', engine);
        if (UPDATE) await write(folder, files);
        expect(files).toEqual(await read(folder));
        // the same input gives the same bytes
        expect((await compileProject(root, engine === 'own' ? {} : { engine })).pipelines).toEqual(result.pipelines);
      });
    }
  }
});

/** `change/` holds the files that a pull request would change; `expected/plan.md` is its plan. */
describe('the change of', () => {
  test.each(['05-policies'])('%s has the plan that is committed', async (example) => {
    const root = path.join(EXAMPLES, example);
    await using folder = await tempDir();
    const [base, head] = [path.join(folder.path, 'base'), path.join(folder.path, 'head')];
    await cp(root, base, { recursive: true });
    await cp(root, head, { recursive: true });
    await cp(path.join(root, 'change'), head, { recursive: true });
    for (const gone of GONE[example] ?? []) await rm(path.join(head, gone));
    const { plan } = await makePlan(
      head,
      {
        sideFor: async (_head, options) => ({
          side: sideOf(await compileProject(base, options), { kind: 'folder' }),
          notes: [],
        }),
      },
      { environment: 'default' },
      Date.parse('2026-03-02T10:00:00Z'),
    );
    const file = path.join(root, 'expected', 'plan.md');
    const text = renderMarkdown(toPlanDocument(plan));
    if (UPDATE) await writeFile(file, text);
    expect(text).toBe(await readFile(file, 'utf8'));
  });
});

/** Files that the change of an example takes away. */
const GONE: Readonly<Record<string, readonly string[]>> = { '05-policies': ['pipelines/stock-to-ods.yaml'] };

/** `expected/own` holds the pipelines on their own engines, `expected/NAME` on another. */
async function engines(root: string): Promise<string[]> {
  return (await readdir(path.join(root, 'expected'), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

async function read(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files[path.relative(folder, file).split(path.sep).join('/')] = await readFile(file, 'utf8');
  }
  return files;
}

async function write(folder: string, files: Record<string, string>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
}
