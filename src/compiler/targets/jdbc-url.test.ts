import { expect, test } from 'vitest';
import { collect, datasource, pipelineNode } from '../../../test/support/pipeline-node.ts';
import type { JdbcAddress } from '../connector/index.ts';
import { jdbcUrl } from './jdbc-url.ts';

const DB2: JdbcAddress = {
  scheme: 'jdbc:db2:',
  aliases: [],
  defaultPort: '50000',
  propertiesStart: ':',
  propertiesSeparator: ';',
  propertiesEnd: ';',
};
const SQLSERVER: JdbcAddress = {
  scheme: 'jdbc:jtds:sqlserver:',
  aliases: ['jdbc:sqlserver:'],
  defaultPort: '1433',
  form: '//{host}:{port};databaseName={database}',
  propertiesStart: ';',
  propertiesSeparator: ';',
};
const ORACLE: JdbcAddress = {
  scheme: 'jdbc:oracle:thin:',
  aliases: [],
  defaultPort: '1521',
  form: '@//{host}:{port}/{database}',
};

function url(address: JdbcAddress, more: Parameters<typeof datasource>[1]): unknown {
  return jdbcUrl(datasource('erp', more), address, collect(pipelineNode('flinkx')));
}

test('properties begin, are parted and end as the driver reads them', () => {
  const properties = { a: '1', b: '2' };
  expect(url(DB2, { port: '50000', properties })).toBe('jdbc:db2://erp.example:50000/erp:a=1;b=2;');
  expect(url(SQLSERVER, { port: '1433', properties })).toBe(
    'jdbc:jtds:sqlserver://erp.example:1433;databaseName=erp;a=1;b=2',
  );
  expect(url(ORACLE, { port: '1521', properties })).toBe('jdbc:oracle:thin:@//erp.example:1521/erp?a=1&b=2');
});

test('properties follow those of a url', () => {
  const properties = { b: '2' };
  expect(url(DB2, { url: 'jdbc:db2://h:50000/x', properties })).toBe('jdbc:db2://h:50000/x:b=2;');
  expect(url(DB2, { url: 'jdbc:db2://h:50000/x:a=1;', properties })).toBe('jdbc:db2://h:50000/x:a=1;b=2;');
  expect(url(ORACLE, { url: 'jdbc:oracle:thin:@h:1521:ORCL', properties: {} })).toBe('jdbc:oracle:thin:@h:1521:ORCL');
});

test('a scheme that the driver does not take is replaced; a database left out takes its separator along', () => {
  expect(url(SQLSERVER, { url: 'jdbc:sqlserver://h:1433;databaseName=x' })).toBe(
    'jdbc:jtds:sqlserver://h:1433;databaseName=x',
  );
  const { database: _, ...bare } = datasource('erp', { port: '1433' });
  expect(jdbcUrl(bare, SQLSERVER, collect(pipelineNode('flinkx')))).toBe('jdbc:jtds:sqlserver://erp.example:1433');
});

test('a value is encoded in a query alone, without slashes and colons', () => {
  const properties = { zone: 'Asia/Shanghai', tag: 'a b&c' };
  expect(url(ORACLE, { port: '1521', properties })).toBe(
    'jdbc:oracle:thin:@//erp.example:1521/erp?zone=Asia/Shanghai&tag=a%20b%26c',
  );
  expect(url(SQLSERVER, { port: '1433', properties: { tag: 'a b' } })).toBe(
    'jdbc:jtds:sqlserver://erp.example:1433;databaseName=erp;tag=a b',
  );
});

test('without host and url nothing is known of the server', () => {
  const { host: _, ...bare } = datasource('erp');
  const context = collect(pipelineNode('flinkx'));
  jdbcUrl(bare, ORACLE, context);
  expect(context.diagnostics).toMatchObject([{ code: 'SL0203', help: 'add `host`, `port` and `database`' }]);
});
