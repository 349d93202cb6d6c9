import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileProject, renderJob } from '../../src/compiler/index.ts';
import { CONNECTORS } from '../../src/compiler/connectors/index.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const FOLDER = path.join(import.meta.dirname, 'connectors');
/** `UPDATE_GOLDEN=1` writes what is compiled now; look at the difference before you commit it. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

const ENGINES = { 'flinkx-1.11': 'flinkx', 'chunjun-1.16': 'chunjun' } as const;
const PROJECT = `name: connectors
engines:
  flinkx-1.11: { type: flinkx, version: "1.11", home: /opt/flinkx }
  chunjun-1.16: { type: chunjun, version: "1.16", home: /opt/chunjun }
`;

/**
 * A folder for each connector: `datasources.yaml` and one file for each pipeline. Beside them lies what
 * each engine gets, as `<pipeline>.<engine>.json`: the job, or under `diagnostics` what is wrong with it.
 */
describe('each connector prints what is committed', async () => {
  for (const name of (await readdir(FOLDER)).sort()) {
    const folder = path.join(FOLDER, name);
    const files = await readdir(folder);
    const inputs = files.filter((file) => file.endsWith('.yaml'));
    for (const [engine, type] of Object.entries(ENGINES)) {
      test(`${name} on ${engine}`, async () => {
        await using folderOfProject = await tempDir();
        const root = folderOfProject.path;
        await writeFiles(root, await projectFiles(folder, inputs));
        const result = await compileProject(root, { engine });
        const unsorted: Record<string, unknown> = {};
        for (const { artefact } of result.pipelines)
          unsorted[artefact.pipeline.name] = {
            job: JSON.parse(renderJob(artefact)),
            launch: launchOf(artefact.job.template),
          };
        for (const { file, code, severity, message, range, help } of result.diagnostics) {
          // SL0605 says it in the message: the words that an option takes
          if (code !== 'SL0605') expect(help, `what to write instead: ${code} ${message}`).toBeTruthy();
          const pipeline = path.basename(file, '.yaml');
          const entry = (unsorted[pipeline] ??= {}) as { diagnostics?: string[] };
          (entry.diagnostics ??= []).push(`${range.start.line}:${range.start.column} ${severity} ${code} ${message}`);
        }
        const printed = Object.fromEntries(Object.entries(unsorted).sort(([a], [b]) => (a < b ? -1 : 1)));
        const expected: Record<string, unknown> = {};
        for (const [pipeline, value] of Object.entries(printed)) {
          const file = path.join(folder, `${pipeline}.${engine}.json`);
          if (UPDATE) await writeFile(file, `${JSON.stringify(value, undefined, 2)}\n`);
          expected[pipeline] = JSON.parse(await readFile(file, 'utf8'));
        }
        expect(printed).toEqual(expected);
        const committed = (await readdir(folder)).filter((file) => file.endsWith(`.${engine}.json`));
        expect(Object.keys(printed).map((pipeline) => `${pipeline}.${engine}.json`)).toEqual(committed.sort());
        const connector = await CONNECTORS[name]?.load();
        if (connector?.spec.source[type])
          expect(pluginNames(printed)).toContain(connector.spec.source[type]?.plugin?.name);
        if (connector?.spec.sink[type]) expect(pluginNames(printed)).toContain(connector.spec.sink[type]?.plugin?.name);
      });
    }
  }
});

test('every connector that FlinkX or ChunJun has lies there', async () => {
  const folders = await readdir(FOLDER);
  for (const [name, { load }] of Object.entries(CONNECTORS)) {
    const { spec } = await load();
    const plugins = [spec.source.flinkx, spec.sink.flinkx, spec.source.chunjun, spec.sink.chunjun];
    if (plugins.some((side) => side?.plugin !== undefined)) expect(folders).toContain(name);
  }
});

async function projectFiles(folder: string, inputs: readonly string[]): Promise<Record<string, string>> {
  const files: Record<string, string> = { 'sluice.yaml': PROJECT };
  for (const input of inputs) {
    const text = await readFile(path.join(folder, input), 'utf8');
    if (input !== 'datasources.yaml') files[`pipelines/${input}`] = text;
    else for (const [index, document] of text.split(/^---$/m).entries()) files[`datasources/${index}.yaml`] = document;
  }
  return files;
}

function launchOf(template: unknown): unknown {
  return (template as { launch: unknown }).launch;
}

function pluginNames(printed: Record<string, unknown>): string[] {
  return [...JSON.stringify(printed).matchAll(/"name":"(\w+(?:reader|writer))"/g)].map(([, name = '']) => name);
}
