import { describe, expect, test } from 'vitest';
import { effectiveValues } from './effective-values.ts';

const PROJECT = {
  value: {
    name: 'shop',
    defaults: { engine: 'batch' },
    engines: { batch: { type: 'flinkx', mode: 'local', options: { a: 1, b: 2 } } },
    environments: {
      prod: {
        engines: { batch: { mode: 'session', options: { b: 3 } } },
        datasources: { erp: { url: 'jdbc:mysql://prod/erp' } },
        params: { region: 'eu' },
      },
    },
  },
  at: { file: 'sluice.yaml', path: [], part: 'value' },
} as const;
const ERP = {
  value: { name: 'erp', type: 'mysql', host: 'dev', port: 3306, hosts: ['a', 'b'], password: '${secret:env/P}' },
  at: { file: 'datasources/erp.yaml', path: [], part: 'value' },
} as const;

function told(environment: string): Record<string, unknown> {
  return Object.fromEntries(
    effectiveValues(PROJECT, [ERP], environment).map(({ path, value, at }) => [
      path.join('.'),
      [value, at === undefined ? 'default' : `${at.file} ${at.path.join('.')}`],
    ]),
  );
}

describe('effectiveValues', () => {
  test('says each value with its place, and what is taken where nothing is said', () => {
    expect(told('default')).toEqual({
      name: ['shop', 'sluice.yaml name'],
      'defaults.engine': ['batch', 'sluice.yaml defaults.engine'],
      'engines.batch.type': ['flinkx', 'sluice.yaml engines.batch.type'],
      'engines.batch.mode': ['local', 'sluice.yaml engines.batch.mode'],
      'engines.batch.options.a': [1, 'sluice.yaml engines.batch.options.a'],
      'engines.batch.options.b': [2, 'sluice.yaml engines.batch.options.b'],
      'datasources.erp.type': ['mysql', 'datasources/erp.yaml type'],
      'datasources.erp.host': ['dev', 'datasources/erp.yaml host'],
      'datasources.erp.port': [3306, 'datasources/erp.yaml port'],
      'datasources.erp.hosts.0': ['a', 'datasources/erp.yaml hosts.0'],
      'datasources.erp.hosts.1': ['b', 'datasources/erp.yaml hosts.1'],
      'datasources.erp.password': ['${secret:env/P}', 'datasources/erp.yaml password'],
      'defaults.timeZone': ['UTC', 'default'],
      'policies.prune': ['confirm', 'default'],
      'policies.maxChangedShare': [0.3, 'default'],
      'policies.restoreWindow': ['7d', 'default'],
      'policies.selfHeal': ['off', 'default'],
    });
  });

  test('takes the changes of an environment, an address of the other form as a whole', () => {
    const prod = told('prod');
    expect(prod).toMatchObject({
      'engines.batch.mode': ['session', 'sluice.yaml environments.prod.engines.batch.mode'],
      'engines.batch.options.a': [1, 'sluice.yaml engines.batch.options.a'],
      'engines.batch.options.b': [3, 'sluice.yaml environments.prod.engines.batch.options.b'],
      'datasources.erp.url': ['jdbc:mysql://prod/erp', 'sluice.yaml environments.prod.datasources.erp.url'],
      'params.region': ['eu', 'sluice.yaml environments.prod.params.region'],
    });
    expect(prod).not.toHaveProperty(['datasources.erp.host']);
  });

  test('reads what it can of files that are wrong', () => {
    const values = effectiveValues({ ...PROJECT, value: ['no project'] }, [{ ...ERP, value: 'text' }], 'prod');
    expect(values.every(({ at }) => at === undefined)).toBe(true);
  });
});
