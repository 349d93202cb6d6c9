import { describe, expect, it } from 'vitest';
import type { Artefact } from '../artefact/index.ts';
import { pipelineChanges } from './pipeline-changes.ts';

function artefact(
  pipeline: Partial<Artefact['pipeline']> = {},
  datasources: Artefact['datasources'] | 'of an earlier version' = {},
): Artefact {
  return {
    formatVersion: '1.0',
    project: 'shop',
    environment: 'default',
    pipeline: {
      name: 'orders',
      tags: [],
      state: 'running',
      schedule: { kind: 'manual', timeZone: 'UTC' },
      misfire: { policy: 'fire-once', limit: 31 },
      overlap: 'skip',
      dependsOn: [],
      retry: { attempts: 1, backoff: 'exponential', initialMs: 30_000, maxMs: 600_000 },
      priority: 50,
      parameters: [],
      work: { argv: ['date'] },
      ...pipeline,
    },
    ...(datasources === 'of an earlier version' ? {} : { datasources }),
    engine: { name: 'command', type: 'command', config: {} },
    job: { file: 'submission.json', template: { argv: ['date'] } },
  };
}

const cron = (expression: string, timeZone = 'UTC'): Artefact['pipeline']['schedule'] => ({
  kind: 'cron',
  expression,
  dialect: expression.split(' ').length === 5 ? 'unix' : 'quartz-2.5',
  timeZone,
});

function pathsBetween(was: Artefact['pipeline']['schedule'], is: Artefact['pipeline']['schedule']): readonly string[] {
  return pipelineChanges(artefact({ schedule: was }), artefact({ schedule: is })).map(({ path }) => path);
}

describe('pipelineChanges', () => {
  it('takes a schedule that fires at the same moments for the same', () => {
    expect(pathsBetween(cron('0 0 2 * * ?'), cron('0 2 * * *'))).toEqual([]);
    expect(pathsBetween(cron('0 0 2 * * ?'), cron('0 0 3 * * ?'))).toEqual(['/schedule/cron']);
    expect(pathsBetween(cron('0 0 2 * * ?'), cron('0 0 2 * * ?', 'Asia/Shanghai'))).toEqual(['/schedule/timeZone']);
  });

  it('compares a datasource by what it says, and leaves one that comes or goes to the value that names it', () => {
    const [one, other] = [
      artefact({}, { erp: { host: 'a' } }),
      artefact({}, { erp: { host: 'b' }, ods: { host: 'c' } }),
    ];
    expect(pipelineChanges(one, other)).toEqual([{ path: '/datasources/erp/host', before: 'a', after: 'b' }]);
  });

  it('does not compare what an artefact of an earlier version does not say', () => {
    expect(pipelineChanges(artefact({}, 'of an earlier version'), artefact({}, { erp: { host: 'a' } }))).toEqual([]);
  });

  it('takes a dependency that has another name for the same', () => {
    const [one, other] = [artefact({ dependsOn: ['a', 'c'] }), artefact({ dependsOn: ['b', 'c'] })];
    expect(pipelineChanges(one, other, new Map([['a', 'b']]))).toEqual([]);
    expect(pipelineChanges(one, other).map(({ path }) => path)).toEqual(['/dependsOn']);
  });

  it('takes the first of the pipelines that fire it for another, because its clock says the window', () => {
    const started = { schedule: { kind: 'upstream', timeZone: 'UTC' } } as const;
    const [one, other] = [
      artefact({ ...started, dependsOn: ['a', 'b'] }),
      artefact({ ...started, dependsOn: ['b', 'a'] }),
    ];
    expect(pipelineChanges(one, other).map(({ path }) => path)).toEqual(['/dependsOn']);
  });
});
