import { describe, expect, it } from 'vitest';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { writeFiles } from '../../../test/support/write-files.ts';
import { compileProject } from '../../compiler/index.ts';
import { formatYaml } from '../../format/index.ts';
import { runTests } from '../../testing/index.ts';
import { projectFiles, START_ENGINES } from './project-files.ts';

describe.each(START_ENGINES)('a project begun with %s', (engine) => {
  const files = projectFiles({ name: 'shop', engine, timeZone: 'Asia/Shanghai' });

  it('checks without a finding, and its test passes', async () => {
    await using folder = await tempDir();
    await writeFiles(folder.path, files);
    const { diagnostics, pipelines } = await compileProject(folder.path);
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
    expect(pipelines).toHaveLength(1);
    const run = await runTests({ root: folder.path, paths: [], environment: 'default', now: () => 0 });
    expect(run.cases.map(({ status }) => status)).toEqual(['passed']);
  });

  it('is formatted', () => {
    for (const [path, text] of Object.entries(files))
      if (path.endsWith('.yaml')) expect(formatYaml(text)).toEqual({ kind: 'formatted', text });
  });
});
