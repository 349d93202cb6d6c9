import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a project of `count` pipelines that do as little as a run can: one row from a file into another.
 * @param {string} folder
 * @param {number} count
 * @param {string} schedule YAML of the schedule, the same for all
 * @param {string} sink Path of the file that is written, where it is not one by the pipeline's name
 */
export async function generateSmallRuns(folder, count, schedule, sink) {
  for (const name of ['pipelines', 'datasources', 'data']) await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(
    path.join(folder, 'sluice.yaml'),
    'name: bench\nedition: 2026\ndefaults: { engine: here, timeZone: UTC }\nengines:\n  here: { type: local }\n',
  );
  await writeFile(path.join(folder, 'datasources', 'files.yaml'), 'name: files\ntype: file\npath: data\n');
  await writeFile(path.join(folder, 'data', 'row.csv'), 'id,name\n1,one\n');
  for (let index = 0; index < count; index += 1) {
    const name = `small-${String(index).padStart(5, '0')}`;
    await writeFile(
      path.join(folder, 'pipelines', `${name}.yaml`),
      `name: ${name}
schedule: ${schedule}
source:
  datasource: files
  path: row.csv
  columns: [{ name: id, type: int64 }, { name: name, type: string }]
sink: { datasource: files, path: "${sink ?? `out/${name}.csv`}", mode: overwrite }
`,
    );
  }
}
