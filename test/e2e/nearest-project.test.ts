import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeBaseProject } from '../support/base-project.ts';
import { sluice } from '../support/sluice-program.ts';
import { tempDir } from '../support/temp-dir.ts';

const PIPELINE = 'name: one\nschedule: manual\ncommand: ["true"]\n';

describe('the nearest project', () => {
  test('is used from a folder in it, for a file of it, and not when --chdir names another', async () => {
    await using folder = await tempDir();
    const inner = path.join(folder.path, 'etl', 'shop');
    await writeBaseProject(inner, { 'pipelines/deep/one.yaml': PIPELINE });
    await mkdir(path.join(inner, 'sql'));
    const pipelines = async (args: readonly string[], cwd: string): Promise<unknown> => {
      const { stdout, code } = await sluice(['check', '--output', 'json', ...args], { cwd });
      return { code, summary: (JSON.parse(stdout) as { summary: object }).summary }; // schemas/check
    };
    const here = await pipelines([], inner);
    expect(here).toMatchObject({ code: 0 });
    expect(await pipelines([], path.join(inner, 'sql'))).toEqual(here);
    expect(await pipelines([path.join('etl', 'shop', 'pipelines')], folder.path)).toEqual(here);
    expect(await pipelines(['--chdir', '.'], path.join(inner, 'sql'))).toMatchObject({ code: 78 });
  });

  test('keeps its state in its own folder, and says where it was looked for', async () => {
    await using folder = await tempDir();
    await writeBaseProject(path.join(folder.path, 'shop'), { 'pipelines/one.yaml': PIPELINE });
    const cwd = path.join(folder.path, 'shop', 'pipelines');
    expect((await sluice(['compile'], { cwd })).code).toBe(0);
    expect(await readdir(cwd)).toEqual(['one.yaml']);
    expect((await sluice(['runs'], { cwd })).code).toBe(0);
    expect(await readdir(path.join(folder.path, 'shop', '.sluice'))).toContain('state');
    for (const verb of ['check', 'compile', 'runs', 'status']) {
      const end = await sluice([verb], { cwd: folder.path });
      expect({ verb, code: end.code }).toEqual({ verb, code: 78 });
      expect(end.stderr).toContain(`${folder.path} and the folders above it up to /`);
    }
  });
});
