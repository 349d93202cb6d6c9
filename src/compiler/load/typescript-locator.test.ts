import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Location } from '../text/index.ts';
import { evaluateTypeScript } from './evaluate-typescript.ts';
import { Sandbox } from './sandbox.ts';
import { TypeScriptModules } from './typescript-graph.ts';
import { typeScriptLocator } from './typescript-locator.ts';

const PATH = 'pipelines/a.ts';
const TEXT = `import { definePipeline } from 'sluice';

// dependsOn: ['weather']
const CITIES = { seattle: 'Seattle', 'new-york': 'New York' };
const NOTHING = 'x'.replace(/[/'"]/g, '') + \`\${'{'}\`;
const UP = ['weather'];

export default Object.entries(CITIES).map(([slug, city]) =>
  definePipeline({
    name: \`weather-\${slug}-by-month\`,
    description: 'weather', tags: ['other', "weather"],
    dependsOn: ['weather'] as const,
    "state": \`running\`,
    priority: 3,
    source: { datasource: 'lake', dependsOn: UP, where: \`location = '\${city}'\` },
    transform: { sql: \`
      select 'weather' from source\` },
    sink: { ...{ a: 1 }, datasource: 'la' + 'ke', path: \`weather-\${slug}.csv\` },
  }),
);
`;

describe('typeScriptLocator', () => {
  let root: string;
  let sandbox: Sandbox;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'sluice-locator-'));
    sandbox = new Sandbox({ timeMs: 5_000 });
  });
  afterAll(async () => {
    await sandbox.close();
    await rm(root, { recursive: true, force: true });
  });

  const at = async (
    path: Location['path'],
    more: Partial<Location> = {},
    text = TEXT,
    file = PATH,
  ): Promise<string> => {
    const bytes = Buffer.from(text);
    const { evaluated, file: source } = await evaluateTypeScript(bytes, file, new TypeScriptModules(root), sandbox);
    if (evaluated === undefined) throw new Error('not evaluated');
    const { start, end } = typeScriptLocator(source, evaluated).span({ file, path, part: 'value', ...more });
    return `${source.position(start).line}:${source.position(start).column} ${source.text.slice(start, end)}`;
  };

  it.each([
    ['a text in a list', [1, 'dependsOn', 0], '12:18 weather'],
    ['a text that stands elsewhere too', [0, 'description'], '11:19 weather'],
    ['a later one of a list', [0, 'tags', 1], '11:46 weather'],
    ['a key in quotes, a template without holes', [0, 'state'], '13:15 running'],
    ['a number', [0, 'priority'], '14:15 3'],
    ['a nested text', [0, 'source', 'datasource'], '15:28 lake'],
    ['a text with a hole: the call', [0, 'sink', 'path'], '9:3 definePipeline'],
    ['a text in a constant: the call', [0, 'source', 'dependsOn', 0], '9:3 definePipeline'],
    ['a sum: the call', [0, 'sink', 'datasource'], '9:3 definePipeline'],
    ['an object: the call', [0, 'source'], '9:3 definePipeline'],
    ['nothing: the call', [0, 'engine'], '9:3 definePipeline'],
    ['the whole: the call', [1], '9:3 definePipeline'],
  ] as const)('finds %s', async (_what, path, expected) => {
    expect(await at(path)).toBe(expected);
  });

  it('finds keys, and stretches of a text', async () => {
    expect(await at([0, 'source', 'where'], { part: 'key' })).toBe('15:50 where');
    expect(await at([0, 'tags', 0], { within: { start: 2, end: 5 } })).toBe('11:39 her');
  });

  it('finds the call of a helper where there is no other', async () => {
    const text = `import { definePipeline as make } from 'sluice';\nexport default make({ name: 'a', tags: [\`\${1}\`] });\n`;
    expect(await at(['name'], {}, text)).toBe('2:30 a');
    expect(await at(['tags', 0], {}, text)).toBe('2:16 make');
  });
});
