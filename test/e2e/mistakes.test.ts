import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeBaseProject } from '../support/base-project.ts';
import { freePort } from '../support/free-port.ts';
import { sluice } from '../support/sluice-program.ts';
import { tempDir } from '../support/temp-dir.ts';

const PIPELINE = `name: airports
schedule: { every: 5m }
source: { datasource: exports, path: airports.csv, columns: [iata string, name string] }
sink: { datasource: warehouse, table: airports, mode: overwrite }
`;
const BROKEN = PIPELINE.replace('airports', 'broken').replace('sink:', 'snik:');

/** Arguments, exit code (design: command line), and what the error must say. */
const MISTAKES: readonly (readonly [string, number, RegExp])[] = [
  ['check -C nowhere', 64, /there is no folder at .*nowhere\nhelp: name the project with --chdir/],
  ['check --nope', 64, /unknown option '--nope'/],
  ['chekc', 64, /unknown command 'chekc'/],
  ['check --output yaml', 64, /--output yaml does not fit this verb\nhelp: use text, json, jsonl, sarif, github/],
  ['run airpots', 64, /no pipeline is named `airpots`\nhelp: did you mean `airports`\?/],
  ['run broken', 1, /pipeline `broken` was not compiled\nhelp: mend what is above/],
  ['run airports --fire yesterday', 64, /yesterday is not a time/],
  ['runs --state bogus', 64, /state/],
  ['runs --limit abc', 64, /--limit abc is not a number from 1 to 1000/],
  ['serve --port abc', 64, /--port: `abc` is not a whole number/],
  ['serve --roles boss', 64, /no role is named `boss`/],
  ['status --server nonsense', 64, /`nonsense` is no address/],
  ['logs nobody', 64, /no run and no pipeline with runs is named `nobody`/],
  ['explain SL9999', 64, /no diagnostic has the code `SL9999`/],
  ['init .', 64, /already has datasources, pipelines, sluice.yaml|already has/],
  ['init afile/x', 1, /cannot write to .*afile.x/],
];

describe('a mistake on the command line says what, how to mend it, and ends with its exit code', () => {
  test.each(MISTAKES)('sluice %s', async (line, code, text) => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, { 'pipelines/airports.yaml': PIPELINE, 'pipelines/broken.yaml': BROKEN });
    await writeFile(path.join(folder.path, 'afile'), '');
    const { code: ended, stderr } = await sluice(line.split(' '), { cwd: folder.path });
    expect({ ended, stderr }).toEqual({ ended: code, stderr: expect.stringMatching(text) });
    expect(stderr).not.toContain('defect of Sluice');
  });

  test('a server that does not answer is a failed operation', async () => {
    await using folder = await tempDir();
    const server = `http://127.0.0.1:${await freePort()}`;
    const { code, stderr } = await sluice(['status', '--server', server], { cwd: folder.path });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(`no server answers at ${server}`) });
  });

  test.each(['status', 'runs', 'serve'])('sluice %s leaves a folder that is no project as it is', async (verb) => {
    await using folder = await tempDir();
    const { code, stderr } = await sluice([verb], { cwd: folder.path });
    expect({ code, stderr }).toEqual({ code: 78, stderr: expect.stringContaining('there is no sluice.yaml in') });
    expect(await readdir(folder.path)).toEqual([]);
  });

  test('check of one file in a folder that is no project does not pass', async () => {
    await using folder = await tempDir();
    await mkdir(path.join(folder.path, 'pipelines'));
    await writeFile(path.join(folder.path, 'pipelines/airports.yaml'), PIPELINE);
    const { code, stdout } = await sluice(['check', 'airports.yaml'], { cwd: path.join(folder.path, 'pipelines') });
    expect({ code, stdout }).toEqual({ code: 78, stdout: expect.stringContaining('SL0110') });
  });

  test('check of one file tells of findings elsewhere', async () => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, { 'pipelines/airports.yaml': PIPELINE, 'pipelines/broken.yaml': BROKEN });
    const { code, stdout } = await sluice(['check', 'pipelines/airports.yaml'], { cwd: folder.path });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('elsewhere') });
  });
});
