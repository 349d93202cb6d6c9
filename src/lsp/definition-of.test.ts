import { describe, expect, it } from 'vitest';
import { askedAt, type AskedAbout } from '../../test/support/asked-question.ts';
import { definitionOf } from './definition-of.ts';

/** `file:line text` of the declaration. */
async function target(marked: string, about?: AskedAbout): Promise<string | undefined> {
  const found = (await definitionOf(await askedAt(marked, about)))?.target;
  return (
    found &&
    `${found.file.path}:${found.file.position(found.start).line} ${found.file.text.slice(found.start, found.end)}`
  );
}

const ORDERS = `name: orders-to-ods
schedule: { every: 5m }
engine: batch
dependsOn: [customers-to-ods]
source:
  datasource: erp
  table: orders
  columns:
    - { name: id, type: bigint }
    - updated_at datetime
  incremental: { column: updated_at }
  splitBy: id
sink:
  datasource: ods
  table: ods_orders
  mode: upsert
  key: [id]
`;
const at = (piece: string, offset: number): string => {
  const index = ORDERS.indexOf(piece) + offset;
  return `${ORDERS.slice(0, index)}¦${ORDERS.slice(index)}`;
};

const typed = (marked: string): string =>
  `import { definePipeline } from 'sluice'\nexport default definePipeline({ name: 'a', schedule: 'manual', engine: 'batch',\n  source: { datasource: 'erp', table: 'a', columns: ['id bigint'], splitBy: '${marked}' }, sink: { datasource: 'ods', table: 'b' } })\n`;

describe('definitionOf', () => {
  it.each([
    ['a datasource', at('datasource: erp', 13), 'datasources/erp.yaml:1 erp'],
    ['an engine', at('engine: batch', 9), 'sluice.yaml:6 batch'],
    ['a pipeline', at('[customers', 3), 'pipelines/customers.yaml:1 customers-to-ods'],
    ['a column of a split', at('splitBy: id', 10), 'pipelines/orders.yaml:9 id'],
    ['a column of a key', at('key: [id]', 7), 'pipelines/orders.yaml:9 id'],
    ['a column in the short form', at('column: updated_at', 10), 'pipelines/orders.yaml:10 updated_at datetime'],
  ])('leads from %s to its declaration', async (_, marked, expected) => {
    expect(await target(marked)).toBe(expected);
  });

  it('leads from an alias to the last anchor before it', async () => {
    const text = 'name: a\nx: &cols [id]\ny: &cols [no]\nsource:\n  columns: *co¦ls\n';
    expect(await target(text)).toBe('pipelines/orders.yaml:3 &cols');
    expect(await target('x: &colsandmore [id]\ny: *co¦ls\n')).toBeUndefined();
  });

  it('leads from an environment to what it changes', async () => {
    const text =
      'name: shop\nengines: { batch: { type: local } }\nenvironments:\n  prod:\n    datasources:\n      er¦p: { host: x }\n';
    expect(await target(text, { path: 'sluice.yaml' })).toBe('datasources/erp.yaml:1 erp');
  });

  it('leads from texts of TypeScript', async () => {
    const path = 'pipelines/a.ts';
    expect(await target(typed('i¦d'), { path })).toBe('pipelines/a.ts:3 id bigint');
    expect(await target(typed('id').replace("'batch'", "'ba¦tch'"), { path })).toBe('sluice.yaml:6 batch');
  });

  it('leads nowhere from what does not exist', async () => {
    expect(await target('name: a\nengine: nob¦ody\n')).toBeUndefined();
    expect(await target('owner: m¦e\n')).toBeUndefined();
  });
});
