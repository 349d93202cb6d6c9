import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileProject, renderJob } from '../../src/compiler/index.ts';

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
