import { expect, test } from 'vitest';
import { compileProject, type CompilationResult } from '../../src/compiler/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { tempDir } from '../support/temp-dir.ts';

/** A pipeline on FlinkX 1.11 (`old`) or ChunJun 1.16 (`next`) with these settings. */
async function compiled(engine: string, settings: unknown): Promise<CompilationResult> {
  await using folder = await tempDir('sluice-settings-');
  await writeBaseProject(folder.path, {
    'sluice.yaml':
      'name: shop\nengines:\n  old: { type: flinkx, version: "1.11", home: /opt/flinkx }\n  next: { type: chunjun, version: "1.16", home: /opt/chunjun }\n',
    'pipelines/orders.yaml': `name: orders
schedule: manual
engine: ${engine}
source: { datasource: erp, table: orders, columns: [id bigint, note string] }
sink: { datasource: ods, table: orders }
settings: ${JSON.stringify(settings)}
`,
  });
  return await compileProject(folder.path);
}

const codes = ({ diagnostics }: CompilationResult): string[] => diagnostics.map(({ code }) => code);
const template = ({ pipelines }: CompilationResult): unknown => pipelines[0]?.artefact.job.template;

test('name mapping and restoration stand in the content of a ChunJun job', async () => {
  const nameMapping = {
    sourceName: 'oracle',
    casing: 'LOWER',
    identifierMappings: { 'shop\\.(.*)': 'ods.ods.${tableName}' },
  };
  const store = { type: 'mysql', properties: { database: 'ddl', table: 'changes', initialSize: 1 } };
  const result = await compiled('next', { options: { nameMapping, restoration: { ddl: store, cache: store } } });
  expect(codes(result)).toEqual([]);
  const printed = { type: 'mysql', properties: { ...store.properties, initialSize: '1' } };
  expect(template(result)).toMatchObject({
    job: { job: { content: [{ nameMapping, restoration: { ddl: printed, cache: printed } }] } },
  });
  expect(template(result)).not.toHaveProperty('job.job.setting.nameMapping');
  expect(codes(await compiled('old', { options: { nameMapping } }))).toEqual(['SL0609']);
});

test('a password among the properties of a store is refused', async () => {
  const ddl = { type: 'mysql', properties: { username: 'sync', password: 'hunter2' } };
  const result = await compiled('next', { options: { restoration: { ddl, cache: { type: 'mysql' } } } });
  expect(codes(result)).toEqual(['SL0701']);
  // of all that is made of a project, what leaves the process
  const { pipelines, diagnostics } = result;
  expect(JSON.stringify({ pipelines, diagnostics })).not.toContain('hunter2');
});

test('any number of refused rows is a negative limit of ChunJun', async () => {
  const limit = (maxRows: string) => ({ launch: { confProp: { 'chunjun.dirty-data.max-rows': maxRows } } });
  expect(template(await compiled('next', { errorLimit: { percent: 100 } }))).toMatchObject(limit('-1'));
  expect(template(await compiled('next', { errorLimit: { percent: 100, rows: 4 } }))).toMatchObject(limit('5'));
  expect(codes(await compiled('next', { errorLimit: { percent: 99 } }))).toEqual(['SL0609']);
});

test('the rest of `restore` goes into the block of a job that has one', async () => {
  const options = { restore: { maxRowNumForCheckpoint: 500 } };
  const restoring = await compiled('old', { resume: 'id', options });
  expect(codes(restoring)).toEqual([]);
  expect(template(restoring)).toMatchObject({
    job: { job: { setting: { restore: { isRestore: true, restoreColumnName: 'id', maxRowNumForCheckpoint: 500 } } } },
  });
  const plain = await compiled('old', { options });
  expect(codes(plain)).toEqual(['SL0661']);
  expect(template(plain)).not.toHaveProperty('job.job.setting.restore');
});
