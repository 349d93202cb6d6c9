import { describe, expect, it } from 'vitest';
import { askedAt, type AskedAbout } from '../../../test/support/asked-question.ts';
import { hoverOf } from './hover-of.ts';

async function hover(marked: string, about?: AskedAbout): Promise<string | undefined> {
  return (await hoverOf(await askedAt(marked, about)))?.markdown;
}

const ORDERS = `name: orders-to-ods
schedule: { cron: "0 0 3 * * ?", timeZone: Asia/Shanghai }
engine: batch
dependsOn: [customers-to-ods]
params: { region: eu }
source:
  datasource: erp
  table: orders
  columns:
    - { name: id, type: bigint }
    - amount decimal(18,2)
  where: "d = '\${bizdate:yyyy-MM-dd}' and r = '\${region}'"
  splitBy: id
  options: { fetchSize: 1000 }
sink:
  datasource: ods
  table: ods_orders
  mode: upsert
  key: [id]
`;
/** The text with the cursor in the middle of the first occurrence of a piece. */
const at = (piece: string, offset = 1): string => {
  const index = ORDERS.indexOf(piece) + offset;
  return `${ORDERS.slice(0, index)}¦${ORDERS.slice(index)}`;
};

/** One call that makes several pipelines. */
const typed = (marked: string): string =>
  `import { definePipeline } from 'sluice'\nexport default ['x'].map((t) => definePipeline({ name: \`\${t}-a\`, ${marked} source: { datasource: 'erp', table: 'a', columns: ['id bigint'] }, sink: { datasource: 'ods', table: 'b' } }))\n`;

describe('hoverOf', () => {
  it('describes a key, with the words it takes', async () => {
    expect(await hover(at('splitBy'))).toBe('**splitBy**\n\nColumn by which a parallel read is split.');
    expect(await hover(at('mode'))).toBe(
      '**mode**\n\nHow rows are written.\n\none of `append`, `upsert`, `replace`, `overwrite`',
    );
  });

  it('says when a schedule fires, in its zone and in UTC', async () => {
    const text = await hover(at('0 0 3'));
    expect(text).toContain('every day at 03:00 (Asia/Shanghai)');
    expect(text).toContain('| Asia/Shanghai | UTC |');
    // asked at 06:00 UTC, 14:00 in Shanghai
    expect(text?.match(/^\| 2026-.*$/gm)).toEqual([
      '| 2026-12-25 03:00:00+08:00 | 2026-12-24 19:00:00 |',
      '| 2026-12-26 03:00:00+08:00 | 2026-12-25 19:00:00 |',
      '| 2026-12-27 03:00:00+08:00 | 2026-12-26 19:00:00 |',
      '| 2026-12-28 03:00:00+08:00 | 2026-12-27 19:00:00 |',
      '| 2026-12-29 03:00:00+08:00 | 2026-12-28 19:00:00 |',
    ]);
    expect(await hover(at('schedule'))).toContain('every day at 03:00');
  });

  it('says what a run-time value is, and what it will be at the next fire', async () => {
    const text = await hover(at('bizdate'));
    expect(text).toContain('the day before the fire');
    expect(text).toContain('at the next fire, 2026-12-25 03:00:00 +08:00: `2026-12-24`');
    expect(await hover(at('region}'))).toContain('at the next fire, 2026-12-25 03:00:00 +08:00: `eu`');
  });

  it('says what a datasource is and who uses it, and no credential', async () => {
    const text = await hover(at('erp'));
    expect(text).toContain('datasource `erp`, `mysql`');
    expect(text).toContain('host `erp-db.example`');
    expect(text).toContain('used by `customers-to-ods`, `orders-to-ods`');
    expect(text).not.toMatch(/secret|ERP_PASSWORD|sync/);
  });

  it('shows the server of an address, and nothing else of it', async () => {
    const files = {
      'datasources/erp.yaml': 'name: erp\ntype: mysql\nurl: "jdbc:mysql://root:geheim@db1:3306/erp?password=geheim"\n',
    };
    const text = await hover(at('erp'), { files });
    expect(text).not.toContain('geheim');
  });

  it('says the type of a column where it is named and where it is declared', async () => {
    expect(await hover(at('[id]'))).toBe('column `id`: `bigint`');
    expect(await hover(at('splitBy: id', 10))).toBe('column `id`: `bigint`');
    expect(await hover(at('amount'))).toBe('column `amount`: `decimal(18,2)`');
  });

  it('describes engines, pipelines and connectors', async () => {
    expect(await hover(at('batch'))).toBe('engine `batch`, `flinkx 1.11`\n\nmode `local`');
    expect(await hover(at('[customers'))).toBe(
      'pipeline `customers-to-ods`\n\nEvery customer.\n\nevery 1h\n\nowner `sales`',
    );
    expect(await hover('name: a\nsource:\n  connector: my¦sql\n')).toContain('**mysql**: MySQL, MariaDB');
  });

  it('describes an option of the connector on the engine', async () => {
    const text = await hover(at('fetchSize'));
    expect(text).toContain('**fetchSize**: `integer` (mysql source, flinkx 1.11)');
  });

  it('knows datasources and sluice.yaml', async () => {
    expect(await hover('name: a\ntype: mysql\nho¦st: x\n', { path: 'datasources/a.yaml' })).toBe(
      '**host**\n\nHost name or address.',
    );
    expect(await hover('name: shop\nengines:\n  batch: { ty¦pe: local }\n', { path: 'sluice.yaml' })).toContain(
      'one of `flinkx`',
    );
  });

  it('says of a declaration what it says of a name that leads there', async () => {
    const path = 'datasources/erp.yaml';
    expect(await hover('name: er¦p\ntype: mysql\nhost: db1\n', { path })).toContain('used by `customers-to-ods`');
    expect(await hover('name: shop\nengines:\n  bat¦ch: { type: local }\n', { path: 'sluice.yaml' })).toBe(
      'engine `batch`, `local`',
    );
    expect(await hover(at('orders-to-ods', 3))).toContain('every day at 03:00');
  });

  it('knows names and schedules of TypeScript', async () => {
    const path = 'pipelines/a.ts';
    expect(await hover(typed("engine: 'ba¦tch', schedule: { every: '5m' },"), { path })).toContain('engine `batch`');
    expect(await hover(typed("engine: 'batch', schedule: { every: '5¦m' },"), { path })).toContain('every 5m');
  });

  it('speaks Chinese', async () => {
    expect(await hover(at('erp'), { language: 'zh' })).toContain('数据源');
  });

  it('says nothing where nothing is known', async () => {
    expect(await hover('name: a\n# com¦ment\n')).toBeUndefined();
    expect(await hover('name: a\nnonsen¦se: x\n')).toBeUndefined();
  });
});
