import { describe, expect, it } from 'vitest';
import { DatasourcePool, PASSWORD_IN_URL, type DatasourceDraft } from './datasource-pool.ts';

function draft(password: string, changes: Partial<DatasourceDraft['fields']> = {}): DatasourceDraft {
  return {
    fields: { type: 'mysql', host: 'erp-db', port: 3306, database: 'erp', username: 'sync', ...changes },
    secrets: { password },
    headers: {},
  };
}

const mongo = (urlPassword: string): DatasourceDraft => ({
  fields: { type: 'mongodb', url: `mongodb://u:${PASSWORD_IN_URL}@h/shop`, database: 'shop' },
  secrets: { urlPassword },
  headers: {},
});

describe('DatasourcePool', () => {
  it('gives equal connections one name, and two passwords two references', () => {
    const pool = new DatasourcePool([]);
    const names = [draft('a'), draft('a'), draft('b'), draft('c')].map((each) => pool.take(each).name);
    expect(names).toEqual(['erp', 'erp', 'erp-erp-db', 'mysql-erp-db']);
    for (const name of names) pool.keep(name);
    expect(pool.kept.map(({ password }) => password)).toEqual([
      '${secret:env/ERP_PASSWORD}',
      '${secret:env/ERP_ERP_DB_PASSWORD}',
      '${secret:env/MYSQL_ERP_DB_PASSWORD}',
    ]);
    expect(JSON.stringify(pool.kept)).not.toMatch(/"[abc]"/);
  });

  it('never gives two datasources one variable', () => {
    const pool = new DatasourcePool([]);
    const names = ['erp.x', 'erp-x'].map((database) => pool.take(draft('a', { database })).name);
    for (const name of names) pool.keep(name);
    expect(pool.neededSecrets.map(({ variable }) => variable).sort()).toEqual(['ERP_X_PASSWORD', 'ERP_X_PASSWORD_2']);
  });

  it('uses one of the repository with the same address, each for one connection', () => {
    const own = { type: 'mysql', host: 'erp-db', port: '3306', database: 'erp', username: 'sync' };
    const pool = new DatasourcePool([
      { name: 'source', ...own, password: '${secret:env/OURS}' },
      { name: 'other', ...own, database: 'crm', password: '${secret:env/CRM}' },
    ]);
    expect(pool.take(draft('a')).name).toBe('source');
    expect(pool.take(draft('b')).name).toBe('erp');
    for (const name of ['source', 'erp']) pool.keep(name);
    expect(pool.kept.map(({ name }) => name)).toEqual(['erp']);
    expect(pool.neededSecrets.map(({ variable }) => variable)).toEqual(['ERP_PASSWORD', 'OURS']);
  });

  it('puts a reference where a password stood in an address, and knows it again', () => {
    const first = new DatasourcePool([]);
    const made = first.take(mongo('s3cret'));
    expect(made.url).toBe('mongodb://u:${secret:env/SHOP_PASSWORD}@h/shop');
    const again = new DatasourcePool([made]);
    expect(again.take(mongo('s3cret'))).toBe(made);
    again.keep('shop');
    expect(again.neededSecrets).toEqual([{ variable: 'SHOP_PASSWORD', datasource: 'shop', key: 'password' }]);
  });

  it('writes what a kept pipeline uses alone, its cluster with it', () => {
    const pool = new DatasourcePool([]);
    const hadoop = { fields: { type: 'hadoop', defaultFS: 'hdfs://ns1' }, secrets: {}, headers: {} };
    pool.take(draft('unused'));
    const { name } = pool.take({ fields: { type: 'hive', host: 'hive' }, secrets: {}, headers: {}, hadoop });
    pool.keep(name);
    expect(pool.kept.map(({ type, hadoop: cluster }) => [type, cluster])).toEqual([
      ['hadoop', undefined],
      ['hive', 'hadoop-ns1'],
    ]);
  });
});
