import { describe, expect, it } from 'vitest';
import { addressOf } from './addresses-of.ts';

const CASES: readonly [text: string, type: string, expected: string | undefined][] = [
  ['db.example', 'postgresql', 'db.example 5432'],
  ['db.example:6000', 'postgresql', 'db.example 6000'],
  ['[::1]:9042', 'cassandra', '::1 9042'],
  ['jdbc:postgresql://pg:5433/shop?ssl=true', 'postgresql', 'pg 5433'],
  ['jdbc:oracle:thin:@ora.example:1522:ORCL', 'oracle', 'ora.example 1522'],
  ['jdbc:oracle:thin:@//ora.example:1522/shop', 'oracle', 'ora.example 1522'],
  ['jdbc:sqlserver://ms.example:1434;databaseName=shop', 'sqlserver', 'ms.example 1434'],
  ['jdbc:sqlserver://ms.example;databaseName=shop', 'sqlserver', 'ms.example 1433'],
  ['jdbc:jtds:sqlserver://ms.example:1434/shop', 'sqlserver', 'ms.example 1434'],
  ['mongodb://u:p@m1:27018,m2:27018/shop', 'mongodb', 'm1 27018'],
  ['hdfs://namenode:9000', 'hadoop', 'namenode 9000'],
  ['thrift://meta:9083', 'hive', 'meta 9083'],
  ['https://u:p@api.example/v1', 'http', 'https://api.example/v1'],
  ['host', 'socket', undefined],
  ['db:70000', 'postgresql', undefined],
  ['', 'postgresql', undefined],
];

describe('addressOf', () => {
  it.each(CASES)('%s of %s', (text, type, expected) => {
    const found = addressOf(text, type);
    const told = found && (found.kind === 'http' ? found.url : `${found.host} ${found.port}`);
    expect(told).toBe(expected);
  });
});
