import { describe, expect, it } from 'vitest';
import { createSourceFile } from '../../compiler/index.ts';
import { checkedVersion, checkJob, loadPlugins } from '../index.ts';

const plugins = { flinkx: await loadPlugins('flinkx'), chunjun: await loadPlugins('chunjun') };

const MONGO = '"hostPorts": "db:27017", "database": "shop", "collectionName": "orders"';
const COLUMN = '"column": [{ "name": "id", "type": "int" }]';

interface JobText {
  readonly reader?: string;
  readonly writer?: string;
  readonly setting?: string;
  readonly rest?: string;
}

const JDBC =
  '"username": "u", "password": "${p}", "connection": [{ "jdbcUrl": ["jdbc:mysql://db/shop"], "table": ["t"] }]';
const stream = `{ "name": "streamreader", "parameter": { ${COLUMN} } }`;
const mongo = (more: string): string => `{ "name": "mongodbreader", "parameter": { ${MONGO}, ${COLUMN}, ${more} } }`;
const mysql = (more: string): string => `{ "name": "mysqlreader", "parameter": { ${JDBC}, ${COLUMN}, ${more} } }`;

function jobText({ reader = stream, writer, setting = '{}', rest = '' }: JobText): string {
  const target = writer ?? '{ "name": "streamwriter", "parameter": { "print": true } }';
  return `{"job": {"content": [{"reader": ${reader}, "writer": ${target}${rest}}], "setting": ${setting}}}`;
}

/** Each finding as `CODE written`: the code and the stretch of the file that it points at. */
function findings(engine: 'flinkx' | 'chunjun', version: '1.11' | '1.12' | '1.16', text: string): string[] {
  return checkJob(createSourceFile('job.json', text), engine, version, plugins[engine]).map(
    ({ code, range }) => `${code} ${text.slice(range.start.offset, range.end.offset).slice(0, 40)}`,
  );
}

const on1_11 = (job: JobText): string[] => findings('flinkx', '1.11', jobText(job));
const on1_16 = (job: JobText): string[] => findings('chunjun', '1.16', jobText(job));

describe('checkJob', () => {
  it('says nothing of a job that is right', () => {
    expect(on1_11({})).toEqual([]);
    expect(on1_16({})).toEqual([]);
    expect(on1_11({ setting: '{ "speed": { "channel": ${channels}, "bytes": -1048576 } }' })).toEqual([]);
    expect(on1_11({ reader: mongo('"?note": "by hand", "fetchSize": "${size}"') })).toEqual([]);
  });

  it('tells a key that is ignored from one that decides which rows move', () => {
    expect(on1_11({ reader: mongo('"fliter": "{}"') })).toEqual(['SL0904 "fliter"']);
    expect(on1_11({ reader: mysql('"wehre": "id > 1"') })).toEqual(['SL0904 "wehre"']);
    expect(on1_11({ reader: mongo('"fetchSzie": 10') })).toEqual(['SL0903 "fetchSzie"']);
    expect(on1_11({ reader: mongo('"nextRows": 10') })).toEqual(['SL0903 "nextRows"']);
  });

  it('offers the key that is meant', () => {
    const text = jobText({ reader: mongo('"fliter": "{}"') });
    const [found] = checkJob(createSourceFile('job.json', text), 'flinkx', '1.11', plugins.flinkx);
    expect(found?.suggestions[0]).toMatchObject({ confidence: 'likely', edits: [{ newText: '"filter"' }] });
  });

  it.each([
    ['SL0909 "MongodbReader"', { reader: '{ "name": "MongodbReader", "parameter": {} }' }],
    ['SL0909 "kafka09reader"', { reader: '{ "name": "kafka09reader", "parameter": {} }' }],
    ['SL0909 "streamwriter"', { reader: '{ "name": "streamwriter", "parameter": {} }' }],
    ['SL0909 "strem"', { writer: '{ "name": "strem", "parameter": {} }' }],
    ['SL0902 "writer"', { writer: '{ "name": "streamwriter" }' }],
    ['SL0902 []', { writer: '{ "name": "streamwriter", "parameter": [] }' }],
    ['SL0902 7', { writer: '{ "name": 7, "parameter": {} }' }],
    ['SL0902 null', { writer: 'null' }],
    ['SL0902 []', { setting: '[]' }],
    ['SL0903 "transformer"', { rest: ', "transformer": { "transformSql": "select 1" }' }],
    ['SL0903 "settings"', { rest: ', "settings": { "speed": {} }' }],
    ['SL0905 "yes"', { writer: '{ "name": "streamwriter", "parameter": { "print": "yes" } }' }],
    ['SL0905 5', { reader: mongo('"filter": 5') }],
    ['SL0905 {}', { reader: mysql('"where": {}') }],
    ['SL0907 -1', { reader: mongo('"fetchSize": -1') }],
    ['SL0906 1.5', { setting: '{ "speed": { "channel": 1.5 } }' }],
    ['SL0907 0', { setting: '{ "speed": { "channel": 0 } }' }],
    ['SL0912 "hunter2"', { reader: mongo('"password": "hunter2"') }],
    ['SL0914 "nr"', { reader: mysql('"increColumn": "nr"') }],
    ['SL0914 "restore"', { setting: '{ "restore": { "isRestore": true } }' }],
    ['SL0915 true', { setting: '{ "restore": { "isStream": true } }' }],
    ['SL0916 2', { reader: mysql('"where": ""'), setting: '{ "speed": { "channel": 2 } }' }],
  ])('finds %s on FlinkX 1.11', (expected, job) => {
    expect(on1_11(job)).toEqual([expected]);
  });

  it('knows what each version reads', () => {
    expect(on1_16({ reader: mongo('"filter": 5'), setting: '{ "restore": { "isStream": true } }' })).toEqual([]);
    expect(on1_16({ setting: '{ "errorLimit": { "record": 100 } }' })).toEqual(['SL0903 "errorLimit"']);
    expect(on1_16({ setting: '{ "errorLimit": { "record": 0 }, "log": {} }' })).toEqual([]);
    expect(on1_16({ setting: '{ "metricPluginConf": { "pluginName": "x" } }' })).toEqual(['SL0903 "metricPluginConf"']);
    expect(findings('flinkx', '1.11', jobText({}).replace(', "setting": {}', ''))).toEqual(['SL0902 "job"']);
    expect(findings('chunjun', '1.16', jobText({}).replace(', "setting": {}', ''))).toEqual([]);
  });

  it('looks into the blocks that ChunJun has beside reader and writer', () => {
    const blocks = (more: string): string[] => on1_16({ rest: `, ${more}` });
    expect(blocks('"nameMapping": { "casing": "upper", "identifierMappings": { "a": "b" } }')).toEqual([]);
    expect(blocks('"nameMapping": null, "restoration": { "workerNum": "3" }')).toEqual([]);
    expect(blocks('"nameMapping": { "casing": "TITLE" }')).toEqual(['SL0907 "TITLE"']);
    expect(blocks('"restoration": { "bathSize": "many", "workers": 2 }')).toEqual([
      'SL0905 "many"',
      'SL0903 "workers"',
    ]);
    expect(blocks('"restoration": { "ddl": { "properties": { "password": "hunter2" } } }')).toEqual([
      'SL0912 "hunter2"',
    ]);
    expect(on1_11({ rest: ', "restoration": { "workers": 2 }' })).toEqual(['SL0903 "restoration"']);
  });

  it('says once that plugins of 1.12 were not looked at', () => {
    const writer = `{ "name": "mongodbwriter", "parameter": { ${MONGO}, ${COLUMN} } }`;
    const text = jobText({ reader: mongo('"fetchSize": 1'), writer });
    expect(findings('chunjun', '1.12', text)).toEqual(['SL0911 "mongodbreader"']);
    expect(findings('chunjun', '1.12', jobText({}))).toEqual([]);
    const kingbase = mysql('"where": ""').replace('mysqlreader', 'kingbasereader');
    expect(findings('chunjun', '1.12', jobText({ reader: kingbase }))).toEqual(['SL0909 "kingbasereader"']);
  });

  it('never says a secret', () => {
    const secrets = '"password": "hunter2", "username": "x", "url": "mongodb://x:hunter2@db/shop"';
    const found = checkJob(
      createSourceFile('j', jobText({ reader: mongo(secrets) })),
      'flinkx',
      '1.11',
      plugins.flinkx,
    );
    expect(found.map(({ code }) => code)).toEqual(['SL0912', 'SL0912']);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  it.each([
    '',
    '7',
    '[]',
    '{"job": 1}',
    '{"job": {"content": 7}}',
    '{"job": {"content": [[]], "setting": {}}}',
    '\u0000',
  ])('does not throw at %j', (text) => {
    expect(findings('flinkx', '1.11', text)).not.toEqual([]);
  });
});

describe('checkedVersion', () => {
  it('takes the newest where none is said, and leaves a patch release out', () => {
    expect([checkedVersion('chunjun'), checkedVersion('chunjun', '1.12.7'), checkedVersion('flinkx', '1.10')]).toEqual([
      '1.16',
      '1.12',
      undefined,
    ]);
  });
});
