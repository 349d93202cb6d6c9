import { expect, test } from 'vitest';
import { compileProject } from '../../src/compiler/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { tempDir } from '../support/temp-dir.ts';

const ALL = ['moves', 'nightly', 'zoned'];

/** Codes and pipelines of a project whose sluice.yaml is the base with these lines. */
async function compiled(lines: string, environment = 'prod'): Promise<[readonly string[], readonly string[]]> {
  await using folder = await tempDir('sluice-faulty-');
  await writeBaseProject(folder.path, {
    'sluice.yaml': `name: shop
engines: { here: { type: local }, far: { type: command } }
environments: { prod: { ${lines.startsWith('prod:') ? lines.slice(5) : ''} } }
${lines.startsWith('prod:') ? 'defaults: { engine: here }' : lines}\n`,
    'datasources/lake.yaml': 'name: lake\ntype: sqlite\npath: lake.db\n',
    'pipelines/nightly.yaml': 'name: nightly\ncommand: [date]\nschedule: { cron: "0 0 2 * * ?" }\n',
    'pipelines/zoned.yaml':
      'name: zoned\nengine: far\ncommand: [date]\nschedule: { cron: "0 0 2 * * ?", timeZone: Asia/Tokyo }\n',
    'pipelines/moves.yaml': `name: moves
schedule: { cron: "0 0 3 * * ?", timeZone: Asia/Tokyo }
source: { datasource: lake, table: a, columns: [id bigint] }
sink: { datasource: lake, table: b }\n`,
  });
  const { diagnostics, pipelines } = await compileProject(folder.path, { environment });
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  return [errors, pipelines.map(({ artefact }) => artefact.pipeline.name)];
}

test.each<[string, readonly string[], readonly string[]]>([
  ['defaults: { engine: here, timeZone: Asia/Shanghai }', [], ALL],
  ['defaults: { engine: here, timeZone: Asia/Shangai }', ['SL0408'], ['moves', 'zoned']],
  [
    'defaults: { engine: here, timeZone: Asia/Shangai }\nfreezes: { sale: { from: "2026-11-10", to: "2026-11-12", select: [zoned] } }',
    ['SL0408'],
    ['moves'],
  ],
  [
    'defaults: { engine: here, timeZone: Asia/Shangai }\nfreezes: { sale: { from: "2026-11-10", to: "2026-11-12", timeZone: UTC } }',
    ['SL0408'],
    ['moves', 'zoned'],
  ],
  ['prod: engines: { far: { mode: local } }', [], ALL],
  ['prod: engines: { fra: { mode: local } }', ['SL0303'], ['nightly']],
  ['prod: datasources: { lake: { path: other.db } }', [], ALL],
  ['prod: datasources: { laek: { path: other.db } }', ['SL0302'], ['nightly', 'zoned']],
])('no pipeline is compiled without what sluice.yaml means for it: %s', async (lines, codes, names) => {
  expect(await compiled(lines)).toEqual([codes, names]);
});

test('none is compiled for an environment that nobody declares', async () => {
  expect(await compiled('defaults: { engine: here }', 'pord')).toEqual([['SL0306'], []]);
});
