import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tempDir, type TempDir } from '../../../test/support/temp-dir.ts';
import { writeFiles } from '../../../test/support/write-files.ts';
import { formatYaml } from '../../format/index.ts';
import { projectFiles } from '../scaffold/project-files.ts';
import { newCommand } from './new.ts';

let folder: TempDir;
const printed: string[] = [];

beforeEach(async () => {
  folder = await tempDir();
  await writeFiles(folder.path, projectFiles({ name: 'shop', engine: 'flinkx', timeZone: 'UTC' }));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
});
afterEach(async () => {
  vi.restoreAllMocks();
  printed.length = 0;
  await folder[Symbol.asyncDispose]();
});

async function make(kind: string, name: string, flags: object = {}): Promise<string> {
  await newCommand({ chdir: folder.path, input: false, ...flags }, [kind, name]);
  return printed.join('');
}

const read = (file: string): Promise<string> => readFile(join(folder.path, file), 'utf8');

describe('sluice new', () => {
  it('makes a pipeline that checks', async () => {
    const said = await make('pipeline', 'items-to-ods', {
      source: 'erp',
      table: 'items',
      sink: 'ods',
      to: 'ods_items',
    });
    expect(said).toContain('made pipelines/items-to-ods.yaml');
    expect(said).not.toContain('error');
    const text = await read('pipelines/items-to-ods.yaml');
    expect(text).toContain('table: ods_items');
    expect(formatYaml(text)).toEqual({ kind: 'formatted', text });
  });

  it('takes columns and key from the schema snapshot', async () => {
    const column = (name: string, type: string): object => ({ name, type, nullable: false });
    const items = {
      columns: [column('id', 'bigint'), column('title', 'varchar(64)')],
      primaryKey: ['id'],
      indexes: [{ columns: ['id'], unique: true }],
    };
    await writeFiles(folder.path, {
      'schemas/erp.json': JSON.stringify({ formatVersion: '1.0', datasource: 'erp', tables: { items } }),
    });
    await make('pipeline', 'items', { source: 'erp', table: 'items', sink: 'ods' });
    const text = await read('pipelines/items.yaml');
    expect(text).toContain('columns: [id, title]');
    expect(text).toContain('key: [id]');
  });

  it.each(['mysql', 'kafka', 'file', 'sqlite', 'hadoop', 'http', 'redis', 'mongodb', 'elasticsearch', 'ftp', 'oracle'])(
    'makes a datasource of type %s without a finding',
    async (type) => {
      const said = await make('datasource', 'other', { type });
      expect(said.split('\n').filter((line) => /^(?:error|warning)\[(?!SL0314)/.test(line))).toEqual([]);
      expect(await read('datasources/other.yaml')).toContain(`type: ${type}`);
    },
  );

  it('makes a test', async () => {
    await make('pipeline', 'items', { source: 'erp', table: 'items', sink: 'ods' });
    await make('test', 'items');
    expect(await read('tests/items.test.yaml')).toContain('pipeline: items');
  });

  it('writes over nothing', async () => {
    await expect(make('test', 'orders-to-ods')).rejects.toThrow(/already has tests\/orders-to-ods.test.yaml/);
  });

  it.each([
    [['pipeline', 'x', { sink: 'ods' }], /`--source` is missing/],
    [['pipeline', 'x', { source: 'epr', table: 't', sink: 'ods' }], /no datasource is named `epr`/],
    [['pipeline', 'x', { source: 'erp', table: 't', sink: 'ods', engine: 'bach' }], /no engine is named `bach`/],
    [['pipeline', 'X y', {}], /`X y` is no name/],
    [['datasource', 'x', { type: 'mysq' }], /no datasource has the type `mysq`/],
    [['pipelin', 'x', {}], /there is no kind `pipelin` of file/],
    [['test', 'order-to-ods', {}], /no pipeline is named `order-to-ods`/],
  ] as const)('refuses %j', async ([kind, name, flags], message) => {
    await expect(make(kind, name, flags)).rejects.toThrow(message);
  });
});
