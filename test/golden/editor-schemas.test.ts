import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';

const ROOT = path.resolve(import.meta.dirname, '..', '..');

/** Words that editors read beside those of draft-07. */
const EDITOR_KEYWORDS = [
  'defaultSnippets',
  'deprecationMessage',
  'enumDescriptions',
  'markdownDescription',
  'patternErrorMessage',
];

async function validatorOf(kind: string): Promise<(value: unknown) => string[]> {
  const ajv = new Ajv({ allowUnionTypes: true, strictTypes: false, strictRequired: false });
  for (const keyword of EDITOR_KEYWORDS) ajv.addKeyword(keyword);
  const validate = ajv.compile(JSON.parse(await readFile(path.join(ROOT, 'schemas', `${kind}.schema.json`), 'utf8')));
  return (value) =>
    validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Documents of a kind in the repository: its own, the examples', and those that each connector is tested with. */
async function documents(kind: 'pipelines' | 'datasources'): Promise<{ file: string; value: unknown }[]> {
  const found: { file: string; value: unknown }[] = [];
  for (const folder of [kind, 'examples', 'test/golden/connectors']) {
    for (const entry of await readdir(path.join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      const file = path.relative(ROOT, path.join(entry.parentPath, entry.name));
      if (!entry.isFile() || !file.endsWith('.yaml') || kindOf(file) !== kind) continue;
      const text = await readFile(path.join(ROOT, file), 'utf8');
      for (const document of parseAllDocuments(text)) found.push({ file, value: document.toJS() });
    }
  }
  return found;
}

function kindOf(file: string): 'pipelines' | 'datasources' | undefined {
  if (file.endsWith('sluice.yaml')) return undefined;
  if (file.startsWith('test/golden/connectors/'))
    return path.basename(file) === 'datasources.yaml' ? 'datasources' : 'pipelines';
  return file.includes('datasources/') ? 'datasources' : file.includes('pipelines/') ? 'pipelines' : undefined;
}

/** Files of a connector that are there to be refused: their golden files say with which error. */
async function isRefused(file: string): Promise<boolean> {
  const folder = path.join(ROOT, path.dirname(file));
  const printed = (await readdir(folder)).filter(
    (name) => name.startsWith(`${path.basename(file, '.yaml')}.`) && name.endsWith('.json'),
  );
  const texts = await Promise.all(printed.map((name) => readFile(path.join(folder, name), 'utf8')));
  return texts.some((text) => /\d error SL/.test(text));
}

describe('schemas for editors', async () => {
  const pipeline = await validatorOf('pipeline');
  const datasource = await validatorOf('datasource');

  test('take every pipeline of the repository that compiles', async () => {
    let taken = 0;
    for (const { file, value } of await documents('pipelines')) {
      if (await isRefused(file)) continue;
      expect({ file, problems: pipeline(value) }).toEqual({ file, problems: [] });
      taken += 1;
    }
    expect(taken).toBeGreaterThan(10);
  });

  test('take every datasource of the repository', async () => {
    const all = await documents('datasources');
    expect(all.length).toBeGreaterThan(10);
    for (const { file, value } of all) expect({ file, problems: datasource(value) }).toEqual({ file, problems: [] });
  });

  const source = { connector: 'mongodb', datasource: 'd', table: 't', columns: ['id'] };
  const sink = { connector: 'mongodb', datasource: 'd', table: 't' };
  const base = { name: 'p', schedule: 'manual', source, sink };

  test.each([
    ['an option of the connector', { ...base, source: { ...source, options: { fetchSize: 5 } } }, true],
    ['a misspelt option', { ...base, source: { ...source, options: { fetchSiz: 5 } } }, false],
    [
      'a misspelt key inside an option',
      { ...base, source: { ...source, options: { mongodbConfig: { maxWait: 5 } } } },
      false,
    ],
    ['an option of the other side', { ...base, sink: { ...sink, options: { fetchSize: 5 } } }, false],
    ['an option of another type', { ...base, source: { ...source, options: { fetchSize: 'five' } } }, false],
    ['a number below its least', { ...base, source: { ...source, options: { fetchSize: -1 } } }, false],
    ['a mode that the connector has', { ...base, sink: { ...sink, mode: 'upsert', key: ['id'] } }, true],
    ['a mode that it has not', { ...base, sink: { ...sink, mode: 'overwrite' } }, false],
    ['a connector that does not exist', { ...base, source: { ...source, connector: 'mongo' } }, false],
    [
      'a connector left to the datasource',
      { ...base, source: { datasource: 'd', table: 't', options: { fetchSize: 1 } } },
      true,
    ],
    ['a misspelt option there', { ...base, source: { datasource: 'd', table: 't', options: { fetchSiz: 1 } } }, false],
  ])('%s', (_what, value, isTaken) => {
    expect(pipeline(value).length === 0).toBe(isTaken);
  });

  test('a type of datasource that no connector serves is refused', () => {
    expect(datasource({ name: 'd', type: 'mysql', host: 'h' })).toEqual([]);
    expect(datasource({ name: 'd', type: 'mysqll', host: 'h' })).not.toEqual([]);
  });

  test.each(['pipeline', 'datasource', 'project', 'test', 'schema-snapshot'])(
    'say what each key of a %s is',
    async (kind) => {
      const text = await readFile(path.join(ROOT, 'schemas', `${kind}.schema.json`), 'utf8');
      expect(text).not.toMatch(/"(?:\$defs|unevaluated\w+|dependent\w+|prefixItems|\$anchor)"/);
      const schema = JSON.parse(text) as object;
      expect(schema).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#' });
      expect(undescribed(schema, '')).toEqual([]);
    },
  );

  test('stay small enough to complete from', async () => {
    for (const kind of ['pipeline', 'datasource', 'project'])
      expect((await stat(path.join(ROOT, 'schemas', `${kind}.schema.json`))).size).toBeLessThan(1_500_000);
  });
});

/** Keys without a description. What only some connector or type narrows has one where the key is declared. */
function undescribed(schema: object, place: string): string[] {
  return Object.entries(schema).flatMap(([keyword, value]: [string, unknown]) => {
    if (typeof value !== 'object' || value === null || ['defaultSnippets', 'default', 'examples'].includes(keyword))
      return [];
    if (keyword === 'allOf' || keyword === 'if') return [];
    if (keyword !== 'properties') return undescribed(value, place);
    return Object.entries(value).flatMap(([key, child]: [string, object]) => [
      ...('description' in child && child.description !== '' ? [] : [`${place}.${key}`]),
      ...undescribed(child, `${place}.${key}`),
    ]);
  });
}
