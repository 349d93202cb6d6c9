import { expect, test } from 'vitest';
import type { Path } from '../text/index.ts';
import * as schemas from './generated/schemas.js';
import { meaningOf } from './key-meaning.ts';

test.each<[string, Path, unknown, unknown]>([
  ['wehre', ['source'], { source: { wehre: 'a' } }, { kind: 'renamed', to: 'where', certain: true }],
  ['wehre', ['source'], { source: { wehre: 1 } }, { kind: 'renamed', to: 'where', certain: false }],
  ['wehre', ['source'], { source: { wehre: 'a', where: 'b' } }, { kind: 'unknown' }],
  ['whhree', ['source'], { source: { whhree: 'a' } }, { kind: 'renamed', to: 'where', certain: false }],
  ['xyz', ['source'], { source: { xyz: 'a' } }, { kind: 'unknown' }],
  ['increColumn', ['source'], { source: { increColumn: 'a' } }, { kind: 'elsewhere', path: ['source', 'incremental'] }],
  ['depends_on', [], { depends_on: ['a'] }, { kind: 'renamed', to: 'dependsOn', certain: true }],
  ['splitPk', ['source'], { source: { splitPk: 'a' } }, { kind: 'renamed', to: 'splitBy', certain: false }],
  ['where', [], { source: { table: 'a' }, where: 'a' }, { kind: 'moved', into: ['source'], direction: 'in' }],
  ['where', [], { source: null, where: 'a' }, { kind: 'moved', into: ['source'], direction: 'in' }],
  ['where', [], { source: { where: 'b' }, where: 'a' }, { kind: 'unknown' }],
  ['where', [], { where: 'a', source: {} }, { kind: 'unknown' }],
  ['table', [], { source: {}, sink: {}, table: 'a' }, { kind: 'moved', into: ['sink'], direction: 'in' }],
  ['sink', ['source'], { source: { sink: {} } }, { kind: 'moved', into: [], direction: 'out' }],
  ['sink', ['source'], { source: { sink: {} }, sink: {} }, { kind: 'unknown' }],
  [
    'where',
    ['source', 'columns', 0],
    { source: { columns: [{ where: 'a' }] } },
    { kind: 'moved', into: ['source'], direction: 'out' },
  ],
  ['channel', [], { channel: 2 }, { kind: 'elsewhere', path: ['settings', 'parallelism'] }],
  ['passwd', ['source'], { source: { passwd: 'a' } }, { kind: 'connection', key: 'password' }],
  ['constructor', ['source'], { source: {} }, { kind: 'unknown' }],
])('%s in %j of %j', (key, owner, root, expected) => {
  expect(meaningOf(key, owner, schemas.pipeline, root)).toEqual(expected);
});
