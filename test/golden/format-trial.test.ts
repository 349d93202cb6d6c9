import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileProject, renderJob } from '../../src/compiler/index.ts';

const ROOT = path.join(import.meta.dirname, 'format-trial');
/** `UPDATE_GOLDEN=1` writes what is compiled now; look at the difference before you commit it. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

/** Jobs that people run today, written as pipelines, on the engine that they run on and on the one after it. */
describe('jobs of the field, written as pipelines', () => {
  test.each(['batch', 'next'])('on engine %s', async (engine) => {
    const { pipelines, diagnostics } = await compileProject(ROOT, { engine });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const definitions = await readdir(path.join(ROOT, 'pipelines'));
    expect(pipelines).toHaveLength(definitions.length);
    for (const { artefact } of pipelines) {
      const file = path.join(ROOT, 'expected', `${artefact.pipeline.name}.${engine}.json`);
      const { launch } = artefact.job.template as { launch?: unknown }; // what the targets of such engines print
      const printed = `${JSON.stringify({ ...JSON.parse(renderJob(artefact)), launch }, undefined, 2)}\n`;
      if (UPDATE) await writeFile(file, printed);
      expect(printed).toBe(await readFile(file, 'utf8'));
    }
  });
});
