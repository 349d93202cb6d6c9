import { describe, expect, it } from 'vitest';
import { pipelineNode } from '../../../test/support/pipeline-node.ts';
import { namesMatching, wantedOf } from './wanted.ts';

describe('wantedOf', () => {
  it('asks for each datasource once, and for no name that only a run knows', () => {
    const later = { kind: 'run-time-text' as const, parts: ['orders_', { kind: 'cursor' as const }] };
    const nodes = [
      pipelineNode('flinkx', { source: { tables: ['orders', later] } }),
      pipelineNode('local', { source: { tables: [], tableMatch: 'order_[0-9]+' }, sink: { table: later } }),
    ];
    const wanted = wantedOf(nodes).map(({ datasource, tables, patterns }) => [
      datasource.name,
      [...tables],
      [...patterns],
    ]);
    expect(wanted[0]).toEqual(['erp', ['orders'], ['order_[0-9]+']]);
    expect(wanted.map(([name]) => name)).toEqual(['erp', 'ods']);
  });

  it('takes what is listed for a reader of a binlog as the pattern that it is there', () => {
    const [erp] = wantedOf([pipelineNode('flinkx', { source: { connector: 'binlog', tables: ['orders', 'log_.*'] } })]);
    expect([[...(erp?.tables ?? [])], [...(erp?.patterns ?? [])]]).toEqual([['orders'], ['log_.*']]);
  });
});

describe('namesMatching', () => {
  it('matches whole names, with or without their database, and survives a broken pattern', () => {
    const names = ['orders', 'orders_old', 'users'];
    expect(namesMatching(names, ['orders'])).toEqual(['orders']);
    expect(namesMatching(names, [String.raw`shop\.orders.*`], 'shop')).toEqual(['orders', 'orders_old']);
    expect(namesMatching(names, [String.raw`shop\.orders.*`])).toEqual([]);
    expect(namesMatching(names, ['('])).toEqual([]);
  });
});
