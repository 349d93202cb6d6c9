import { describe, expect, it } from 'vitest';
import { collect, datasource, pipelineNode } from '../../../../test/support/pipeline-node.ts';
import type { ParameterSpec } from '../../connector/index.ts';
import type { SourceNode } from '../../ir/index.ts';
import { movementOf } from '../movement-of.ts';
import { tableMatchAs, tablesAs } from './table-value.ts';
import type { PluginUse } from './plugin-use.ts';

const SHOP = datasource('shop', { database: 'shop' });
const LIST: ParameterSpec = { type: 'string-list', description: 'Tables.', patterns: true, qualified: true };
const FILTER: ParameterSpec = { type: 'string', description: 'Pattern.', qualified: true, separator: ',' };

function use(source: Partial<SourceNode>): { use: PluginUse; codes: () => string[] } {
  const context = collect(pipelineNode('chunjun', { source: { datasource: SHOP, ...source } }));
  return {
    use: { plugin: { name: 'changesreader', parameters: {} }, node: movementOf(context).source, context },
    codes: () => context.diagnostics.map(({ code }) => code),
  };
}

describe('tablesAs', () => {
  it('puts the database before a name that has none, a run-time one too', () => {
    const late = { kind: 'run-time-text', parts: ['t_', { kind: 'parameter', name: 'region' }] } as const;
    expect(tablesAs(LIST, use({ tables: ['orders', 'crm.people', late] }).use)).toEqual([
      'shop.orders',
      'crm.people',
      { $text: ['shop.t_', expect.anything()] },
    ]);
    expect(tablesAs({ ...LIST, qualified: false }, use({ tables: ['orders'] }).use)).toEqual(['orders']);
  });

  it('takes a pattern where each name is one', () => {
    expect(tablesAs(LIST, use({ tables: [], tableMatch: 'order_[0-9]+' }).use)).toEqual(['shop\\.order_[0-9]+']);
  });
});

describe('tableMatchAs', () => {
  it('keeps a database that is there, and brackets alternatives', () => {
    expect(tableMatchAs(FILTER, use({ tableMatch: 'crm\\.a' }).use)).toBe('crm\\.a');
    expect(tableMatchAs(FILTER, use({ tableMatch: 'a|b' }).use)).toBe('shop\\.(a|b)');
  });

  it('reports a comma that would end it, and a database that nobody says', () => {
    const comma = use({ tableMatch: 'a{1,3}' });
    tableMatchAs(FILTER, comma.use);
    expect(comma.codes()).toEqual(['SL0204']);
    const { database: _database, ...nameless } = SHOP;
    const unknown = use({ tableMatch: 'a', datasource: nameless });
    tableMatchAs(FILTER, unknown.use);
    expect(unknown.codes()).toEqual(['SL0204']);
  });
});
