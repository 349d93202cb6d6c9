import { expect, test } from 'vitest';
import { compileProject, renderJob, type CompilationResult } from '../../src/compiler/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { tempDir } from '../support/temp-dir.ts';

const OPTIONS = { log: { isLogger: true }, metricPluginConf: { pluginName: 'prometheus' } };

async function compiled(options: unknown): Promise<CompilationResult> {
  await using folder = await tempDir('sluice-1.12-');
  await writeBaseProject(folder.path, {
    'sluice.yaml': 'name: shop\nengines:\n  old: { type: chunjun, version: "1.12", home: /opt/chunjun }\n',
    'pipelines/orders.yaml': `name: orders
schedule: manual
engine: old
source:
  datasource: erp
  table: orders
  columns: [{ name: id, type: bigint }, { name: amount, type: "decimal(18,2)" }, { name: note, type: string(40) }]
  splitBy: id
sink: { datasource: ods, table: orders, mode: upsert, key: [id] }
settings: { parallelism: 2, errorLimit: { rows: 9 }, options: ${JSON.stringify(options)} }
`,
  });
  return await compileProject(folder.path);
}

test('ChunJun 1.12 gets types without precision, its own setting blocks and no close delay', async () => {
  const result = await compiled(OPTIONS);
  expect(result.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  const [pipeline] = result.pipelines;
  const { job } = JSON.parse(pipeline ? renderJob(pipeline.artefact) : '') as { job: unknown }; // asserted below
  expect(job).toMatchObject({
    content: [
      {
        reader: { parameter: { column: [{ type: 'bigint' }, { type: 'decimal' }, { type: 'varchar' }] } },
        writer: { parameter: { mode: 'update', uniqueKey: ['id'] } },
      },
    ],
    setting: { speed: { channel: 2 }, ...OPTIONS },
  });
  expect(job).not.toHaveProperty('setting.errorLimit');
  expect(pipeline?.artefact.job.template).toMatchObject({
    launch: { confProp: { 'chunjun.dirty-data.max-rows': '10' } },
  });
  expect(pipeline?.bytes).not.toContain('delay_period_mill');
});

test('what only ChunJun 1.16 reads is refused', async () => {
  const { diagnostics } = await compiled({ metricPluginConfig: { pluginName: 'prometheus' } });
  expect(diagnostics.map(({ code, help }) => `${code} ${help}`)).toEqual(['SL0604 did you mean `metricPluginConf`?']);
});
