import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseDefinition } from '../../src/compiler/syntax/index.ts';
import { plainYaml, VALID_DATASOURCES, VALID_PIPELINES, VALID_PROJECT } from '../support/valid-definitions.ts';
import { writtenKeys, type WrittenKey } from '../support/written-keys.ts';
import { schemaUri, YamlLanguageServer, type AuthorSchema } from '../support/yaml-language-server.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');

let server: YamlLanguageServer;
beforeAll(async () => {
  server = await YamlLanguageServer.start();
}, 60_000);
afterAll(() => server.stop());

const SOURCE = 'name: a\nschedule: manual\nsource:\n  connector: mysql\n  datasource: erp\n';

describe('a mistake is told at its place', () => {
  test.each<[string, AuthorSchema, string, string[]]>([
    ['a misspelt key', 'pipeline', 'name: a\nshcedule: manual\n', ['2:1-9 Property shcedule is not allowed.']],
    ['a key of the other side', 'pipeline', `${SOURCE}  mode: append\n`, ['6:3-7 Property mode is not allowed.']],
    [
      'a field that the connector has not',
      'pipeline',
      `${SOURCE}  start: now\n`,
      ['6:3-8 Property start is not allowed.'],
    ],
    [
      'a value of the wrong type',
      'pipeline',
      `${SOURCE}  where: [1]\n`,
      ['6:10-13 Incorrect type. Expected "string".'],
    ],
    [
      'an option unknown to the connector',
      'pipeline',
      `${SOURCE}  options:\n    fetchSize: 5\n    fetchSiz: 5\n`,
      ['8:5-13 Property fetchSiz is not allowed.'],
    ],
    [
      'an option of another connector',
      'pipeline',
      `${SOURCE}  options: { serverId: 5 }\n`,
      ['6:14-22 Property serverId is not allowed.'],
    ],
    [
      'an option of the wrong type',
      'pipeline',
      `${SOURCE}  options:\n    fetchSize: many\n`,
      ['7:16-20 Incorrect type. Expected "integer".'],
    ],
    [
      'an option of no connector, where the datasource says which',
      'pipeline',
      'name: a\nsource:\n  datasource: erp\n  options: { fetchSiz: 5 }\n',
      ['4:14-22 Property fetchSiz is not allowed.'],
    ],
    [
      'a block that no version of an engine reads',
      'pipeline',
      'name: a\nsettings:\n  options:\n    lgo: {}\n    table.exec.state.ttl: 1h\n',
      ['4:5-8 Property lgo is not allowed.'],
    ],
    [
      'a name that is none',
      'pipeline',
      'name: Not a name\n',
      [
        '1:7-17 Lower-case letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit, 128 at most.',
      ],
    ],
    ['a required key', 'test', 'cases:\n  - name: b\n', ['2:5-6 Missing property "expect".']],
    [
      'a key that no connector reads',
      'datasource',
      'name: a\ntype: mysql\nbrokers: [a]\n',
      ['3:1-13 no connector reads this key for a datasource of this type'],
    ],
    [
      'a key that the type of engine does not use',
      'project',
      'name: a\nengines:\n  here: { type: local, home: /a }\n',
      ['3:24-32 an engine of this type does not use this key'],
    ],
  ])('%s', async (_what, kind, text, found) => {
    expect(await server.findings(kind, text)).toEqual(found);
  });

  test('a word that is none', async () => {
    const [found, ...others] = await server.findings('pipeline', 'name: a\nsource:\n  connector: mysqll\n');
    expect(found).toMatch(/^3:14-20 Value is not accepted\. Valid values: .*"mysql"/);
    expect(others).toEqual([]);
  });

  test('in a file that names its schema in a comment', async () => {
    const uri = 'file:///elsewhere/anything.yaml';
    await server.client.open(
      uri,
      `# yaml-language-server: $schema=${fileURLToPath(schemaUri('pipeline'))}\nname: a\nshcedule: manual\n`,
    );
    const [found] = await server.client.diagnostics(uri, ({ length }) => length > 0);
    expect(found?.message).toBe('Property shcedule is not allowed.');
    expect(found?.range).toEqual({ start: { line: 2, character: 0 }, end: { line: 2, character: 8 } });
  });
});

describe('nothing is said', () => {
  test('of the files of the repository and of its examples', async () => {
    const counts: Partial<Record<AuthorSchema, number>> = {};
    for (const { file, kind } of await authorFiles()) {
      const text = await readFile(path.join(ROOT, file), 'utf8');
      expect({ file, found: await server.findings(kind, text) }).toEqual({ file, found: [] });
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    console.log(JSON.stringify(counts));
    expect(counts.pipeline).toBeGreaterThan(10);
    expect(counts.datasource).toBeGreaterThan(5);
    expect(counts.project).toBeGreaterThan(3);
    expect(counts.test).toBeGreaterThan(0);
  });

  test.each(everyValid())('of valid definition %#', async (kind, text) => {
    expect(await server.findings(kind, text)).toEqual([]);
  });
});

describe('as the compiler does', () => {
  test.each(everyValid())('every slip of a letter is told at the key, in valid definition %#', async (kind, text) => {
    const slips = writtenKeys(text)
      .filter((key) => !isNamedByAuthor(key))
      .map(async (key) => {
        const slip = swapped(key.name);
        const written = text.slice(key.start, key.end).replace(key.name, slip);
        const found = await server.findings(kind, text.slice(0, key.start) + written + text.slice(key.end));
        const column = key.start - text.lastIndexOf('\n', key.start - 1);
        // a schedule may be a word too: of a mapping without any of its keys the server says that it is not that word
        const isForm = key.owner.at(-1) === 'schedule';
        const told = isForm ? '' : `${column + key.end - key.start} Property ${slip} is not allowed.`;
        return { told: `${key.line}:${column}-${told}`, found };
      });
    // together, because the server waits a while before it looks at a text
    for (const { told, found } of await Promise.all(slips))
      expect(
        found.find((each) => each.startsWith(told)),
        `${told} in ${found.join(' | ')}`,
      ).toBeDefined();
  });

  test.each(everyValid())(
    'values of another type are told where it tells them, in valid definition %#',
    async (kind, text) => {
      // options have a rule of their own, and are not of the shape
      const keys = writtenKeys(text).filter(({ kind: form, owner }) => form === 'scalar' && !owner.includes('options'));
      const mistakes = keys.flatMap((key) =>
        ['[[]]', '{ zz: 1 }', '-7', '"7x"', 'true'].map(async (value) => {
          const changed = text.slice(0, key.valueStart) + value + text.slice(key.valueEnd);
          const found = await server.findings(kind, changed);
          return { key, changed, isTold: found.some((each) => each.startsWith(`${key.line}:`)) };
        }),
      );
      for (const { key, changed, isTold } of await Promise.all(mistakes)) {
        const isWrong = isOfWrongShape(kind, changed);
        // the words of connectors and types are in the schema, and a rule of the compiler
        if (!isWrong && (key.name === 'connector' || key.name === 'type')) continue;
        expect({ changed, line: key.line, isTold }).toEqual({ changed, line: key.line, isTold: isWrong });
      }
    },
  );
});

function isOfWrongShape(kind: AuthorSchema, text: string): boolean {
  return (
    'diagnostics' in
    parseDefinition(kind === 'schema-snapshot' ? 'snapshot' : kind, parse(text), { file: 'a', path: [], part: 'value' })
  );
}

function everyValid(): [AuthorSchema, string][] {
  return [
    ['project', plainYaml(VALID_PROJECT)],
    ...VALID_DATASOURCES.map((value): [AuthorSchema, string] => ['datasource', plainYaml(value)]),
    ...VALID_PIPELINES.map((value): [AuthorSchema, string] => ['pipeline', plainYaml(value)]),
  ];
}

function isNamedByAuthor({ owner }: WrittenKey): boolean {
  const holder = String(owner.findLast((step) => typeof step === 'string'));
  return ['properties', 'params', 'engines', 'environments', 'datasources'].includes(holder);
}

/** Two neighbouring letters in each other's place. */
function swapped(name: string): string {
  const at = [...name].findIndex((letter, index) => index > 0 && letter !== name[index - 1]);
  return `${name.slice(0, at - 1)}${name[at]}${name[at - 1]}${name.slice(at + 1)}`;
}

/** Files of an author in the repository, in the examples and beside the connectors' tests. */
async function authorFiles(): Promise<readonly { file: string; kind: AuthorSchema }[]> {
  const found: { file: string; kind: AuthorSchema }[] = [];
  for (const folder of ['pipelines', 'datasources', 'tests', 'examples']) {
    const names = await readdir(path.join(ROOT, folder), { recursive: true }).catch(() => []);
    for (const name of names) {
      const file = `${folder}/${name}`;
      const kind = kindOf(file);
      if (kind !== undefined) found.push({ file, kind });
    }
  }
  return [{ file: 'sluice.yaml', kind: 'project' }, ...found];
}

function kindOf(file: string): AuthorSchema | undefined {
  if (/(?:^|\/)sluice\.yaml$/.test(file)) return 'project';
  if (/(?:^|\/)tests\/.*\.test\.ya?ml$/.test(file)) return 'test';
  if (/(?:^|\/)datasources\/.*\.ya?ml$/.test(file)) return 'datasource';
  if (/(?:^|\/)pipelines\/.*\.ya?ml$/.test(file)) return 'pipeline';
  return /^examples\/[^/]+\/schemas\/.*\.json$/.test(file) ? 'schema-snapshot' : undefined;
}
