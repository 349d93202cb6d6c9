import { describe, expect, it } from 'vitest';
import { lowerDatasource } from './lower-datasource.ts';
import { Report } from './lower-context.ts';

const AT = { file: 'datasources/erp.yaml', path: [], part: 'value' } as const;
const OVER = { file: 'sluice.yaml', path: ['environments', 'prod', 'datasources', 'erp'], part: 'value' } as const;
const BY_URL = { name: 'erp', type: 'mysql', url: 'jdbc:mysql://dev:3306/erp' };
const BY_HOST = { name: 'erp', type: 'mysql', host: 'dev', port: 3306, database: 'erp' };

describe('an environment gives another address', () => {
  it.each([
    [BY_URL, { host: 'prod', database: 'erp' }, { host: 'prod', database: 'erp' }],
    [BY_HOST, { url: 'jdbc:mysql://prod/erp' }, { url: 'jdbc:mysql://prod/erp' }],
    [BY_HOST, { host: 'prod' }, { host: 'prod', port: '3306', database: 'erp' }],
    [BY_URL, { username: 'load' }, { url: 'jdbc:mysql://dev:3306/erp' }],
  ])('%j with %j', (base, overlay, expected) => {
    const report = new Report();
    const { url, host, port, database } = lowerDatasource(base, AT, overlay, OVER, report);
    expect(JSON.parse(JSON.stringify({ url, host, port, database }))).toEqual(expected);
    expect(report.diagnostics).toEqual([]);
  });
});
