import { expect, test } from 'vitest';
import { compileProject, renderJob } from '../../src/compiler/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { tempDir } from '../support/temp-dir.ts';

const PROJECT = {
  'datasources/events.yaml': 'name: events\ntype: kafka\nbrokers: ["kafka1:9092"]\n',
  'datasources/search.yaml': 'name: search\ntype: elasticsearch\nhosts: ["es1:9200"]\n',
};

/** A stream into a sink: its codes, its `setting.restore`, what it is launched with. */
async function stream(sink: string, settings = '{}', engine: 'batch' | 'next' = 'batch'): Promise<unknown> {
  await using folder = await tempDir('sluice-stream-');
  await writeBaseProject(folder.path, {
    ...PROJECT,
    'pipelines/orders.yaml': `name: orders
schedule: continuous
engine: ${engine}
source: { datasource: events, table: orders, columns: [id bigint], start: committed }
sink: ${sink}
settings: ${settings}
`,
  });
  const { pipelines, diagnostics } = await compileProject(folder.path);
  const [pipeline] = pipelines;
  const { job } = JSON.parse(pipeline ? renderJob(pipeline.artefact) : '') as {
    job: { setting: { restore?: unknown } };
  };
  const codes = diagnostics.map(({ code }) => code).filter((code) => code !== 'SL0411' && code !== 'SL0314');
  return { codes, restore: job.setting.restore, launch: pipeline?.artefact.job.template };
}

test('FlinkX 1.11 gets no restore and no checkpoint where the writer would refuse to start', async () => {
  const sink = '{ datasource: search, table: orders, options: { type: doc } }';
  expect(await stream(sink, '{ checkpoint: 30s }')).toMatchObject({
    codes: ['SL0615'],
    restore: undefined,
    launch: { launch: { confProp: {} } },
  });
});

test('it gets both where reader and writer keep their place', async () => {
  expect(await stream('{ datasource: ods, table: orders }')).toMatchObject({
    codes: [],
    restore: { isRestore: true, isStream: true },
    launch: { launch: { confProp: { 'flink.checkpoint.interval': '60000' } } },
  });
});

test('the interval is what the pipeline says', async () => {
  expect(await stream('{ datasource: ods, table: orders }', '{ checkpoint: 30s }')).toMatchObject({
    codes: [],
    launch: { launch: { confProp: { 'flink.checkpoint.interval': '30000' } } },
  });
});

test('ChunJun 1.16 gets both beside every writer, under its own key', async () => {
  for (const sink of ['{ datasource: ods, table: orders }', '{ datasource: search, table: orders }']) {
    expect(await stream(sink, '{}', 'next')).toMatchObject({
      codes: [],
      restore: { isRestore: true, isStream: true },
      launch: { launch: { confProp: { 'execution.checkpointing.interval': '60000' } } },
    });
  }
});
