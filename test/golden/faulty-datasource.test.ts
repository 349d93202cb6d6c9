import { expect, test } from 'vitest';
import { compileProject, type CompilationResult } from '../../src/compiler/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { tempDir } from '../support/temp-dir.ts';

/** A pipeline on ChunJun that reads from this datasource, and says a mistake of its own when asked. */
async function compiled(datasource: string, source: string): Promise<CompilationResult> {
  await using folder = await tempDir('sluice-faulty-');
  await writeBaseProject(folder.path, {
    'sluice.yaml': 'name: shop\nengines:\n  next: { type: chunjun, version: "1.16", home: /opt/chunjun }\n',
    'datasources/faulty.yaml': `name: faulty\n${datasource}\n`,
    'pipelines/orders.yaml': `name: orders
schedule: manual
source: { datasource: faulty, columns: [id bigint], ${source} }
sink: { connector: stream }
`,
  });
  return await compileProject(folder.path);
}

const codes = ({ diagnostics }: CompilationResult): string[] => diagnostics.map(({ code }) => code);

test.each([
  ['type: mysql\nurl: jdbc:mysql://db/erp?user=u&password=hunter2', 'table: orders'],
  ['type: oracle\nurl: jdbc:oracle:thin:scott/hunter2@//db:1521/erp', 'table: orders'],
  ['type: mysql\nhost: db\ndatabase: erp\nproperties: { clientKeyPassword: hunter2 }', 'table: orders'],
  ['type: mongodb\nhosts: ["u:hunter2@db:27017"]\ndatabase: erp', 'table: orders'],
  [
    'type: mysql\nusername: u\nshards: [{ url: "jdbc:mysql://db/erp?password=hunter2", tables: [orders] }]',
    'connector: mysqld',
  ],
])('no job is made of a datasource with a secret written out: %s', async (datasource, source) => {
  const result = await compiled(datasource, source);
  expect(codes(result)).toEqual(['SL0701']);
  expect(result.pipelines).toEqual([]);
});

test('an address of Oracle without a user holds no secret', async () => {
  const result = await compiled('type: oracle\nurl: jdbc:oracle:thin:@db:1521:erp\nusername: u', 'table: orders');
  expect(codes(result)).toEqual([]);
});

test('the pipeline of such a datasource is checked all the same', async () => {
  const result = await compiled('type: mysql\nhost: db\ndatabase: erp\npassword: hunter2', 'table: o, start: latest');
  expect(codes(result)).toEqual(['SL0701', 'SL0603']);
});

test('shards that list their tables need no table of the source', async () => {
  const shards =
    'type: mysql\nusername: u\npassword: "${secret:env/P}"\nshards: [{ host: a, database: d, tables: [t] }]';
  const result = await compiled(shards, 'connector: mysqld');
  expect(codes(result)).toEqual([]);
  expect(result.pipelines).toHaveLength(1);
});
