import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../message/index.ts';
import { child, type Location } from '../text/index.ts';
import { checkAddressParts } from './check-address-parts.ts';
import { Report } from './lower-context.ts';

const AT: Location = { file: 'datasources/erp.yaml', path: [], part: 'value' };

function findings(parts: Parameters<typeof checkAddressParts>[0]): string[] {
  const report = new Report();
  checkAddressParts(parts, (key) => child(AT, key), report);
  return report.diagnostics.map(({ at, help }) => `${at.path.join('.')}: ${help === undefined ? '' : wordsOf(help)}`);
}

describe('checkAddressParts', () => {
  it.each([
    [{ port: 0 }, 'port: write the port that the server listens on'],
    [{ port: 330_600 }, 'port: write the port that the server listens on'],
    [{ port: 'x' }, 'port: write the port that the server listens on'],
    [{ host: 'http://db.example/x' }, 'host: write `db.example`, and the port under `port`'],
    [{ host: 'db.example:3306' }, 'host: write `db.example`, and the port under `port`'],
    [{ brokers: ['a:1,b:2'] }, 'brokers.0: write each as an entry of its own: `["a:1", "b:2"]`'],
  ])('refuses %j', (parts, finding) => {
    expect(findings(parts)).toEqual([finding]);
  });

  it.each([
    [{ host: 'db.example', port: 3306 }],
    [{ host: '::1', port: '3306' }],
    [{ host: '10.0.0.1' }],
    [{ host: '${env:HOST:-a:1}', port: '${env:PORT}' }],
    [{ brokers: ['a:9092', 'b:9092'], hosts: ['${env:HOSTS}'] }],
  ])('takes %j', (parts) => {
    expect(findings(parts)).toEqual([]);
  });
});
