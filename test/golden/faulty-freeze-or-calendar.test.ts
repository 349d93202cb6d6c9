import { expect, test } from 'vitest';
import { compileProject, type CompilationResult } from '../../src/compiler/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { tempDir } from '../support/temp-dir.ts';

/** Three pipelines, of which one names the calendar `trading` and one is heavy, in `test` of two environments. */
async function compiled(project: string): Promise<CompilationResult> {
  await using folder = await tempDir('sluice-faulty-');
  const command = (name: string, more: string): string => `name: ${name}\ncommand: [date]\n${more}`;
  await writeBaseProject(folder.path, {
    'sluice.yaml': `name: shop\ndefaults: { engine: here }\nengines: { here: { type: local } }
environments: { test: {}, prod: {} }\n${project}\n`,
    'pipelines/trades.yaml': command('trades', 'schedule: { cron: "0 0 2 * * ?", calendar: trading }\n'),
    'pipelines/orders.yaml': command('orders', 'schedule: { cron: "0 0 2 * * ?" }\ntags: [heavy]\n'),
    'pipelines/other.yaml': command('other', 'schedule: manual\n'),
  });
  return await compileProject(folder.path, { environment: 'test' });
}

const CALENDAR = 'calendars: { trading: { exclude: ["2026-12-31"] } }\n';
const FAULTY_CALENDAR = 'calendars: { trading: { exclude: ["2026-13-45"] } }\n';
const freeze = (more: string): string => `freezes: { sale: { ${more} } }`;
const FROM_TO = 'from: "2026-11-10", to: "2026-11-12"';
const FAULTY_FROM = 'from: "2026-11-10T25:00", to: "2026-11-12"';
const ALL = ['orders', 'other', 'trades'];

test.each<[string, readonly string[], readonly string[]]>([
  [CALENDAR + freeze(FROM_TO), [], ALL],
  [FAULTY_CALENDAR, ['SL0204'], ['orders', 'other']],
  [CALENDAR + freeze(FAULTY_FROM), ['SL0204'], []],
  [CALENDAR + freeze(`${FAULTY_FROM}, select: ["tag:heavy"]`), ['SL0204'], ['other', 'trades']],
  [CALENDAR + freeze(`${FAULTY_FROM}, environments: [test]`), ['SL0204'], []],
  // it does not hold here, whatever it says
  [CALENDAR + freeze(`${FAULTY_FROM}, environments: [prod]`), ['SL0204'], ALL],
  // which one is meant is not known
  [CALENDAR + freeze(`${FROM_TO}, environments: [tset]`), ['SL0306'], []],
  [CALENDAR + freeze('cron: "0 0 2 * * ?", for: 24h, select: [orders]'), ['SL0432'], ['other', 'trades']],
  [FAULTY_CALENDAR + freeze(`${FAULTY_FROM}, select: [orders]`), ['SL0204', 'SL0204'], ['other']],
  [CALENDAR + 'alerts: { channels: { ops: { type: dingtalk, url: "https://robot.example/x" } } }', ['SL0701'], ALL],
  [
    CALENDAR + 'alerts: { channels: { ops: { type: slack, url: "https://slack.example/x" } }, default: [ops] }',
    ['SL0701'],
    [],
  ],
])(
  'no pipeline is compiled without the freeze, calendar or channel that it is to have: %s',
  async (project, codes, names) => {
    const result = await compiled(project);
    expect(result.diagnostics.map(({ code }) => code)).toEqual(codes);
    expect(result.pipelines.map(({ artefact }) => artefact.pipeline.name)).toEqual(names);
  },
);
