import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/compiler/fix/apply-edits.ts';
import type { LocatedDiagnostic } from '../../src/compiler/index.ts';
import { yamlChanges } from '../../src/compiler/load/yaml-changes.ts';
import { createSourceFile } from '../../src/compiler/text/index.ts';
import { CONNECTOR_NAMES, loadConnectors } from '../../src/compiler/connectors/index.ts';
import { arbitraryMovement } from '../support/arbitrary-movement.ts';
import { MemoryProject } from '../support/memory-project.ts';
import { plainYaml, VALID, writtenFiles } from '../support/valid-definitions.ts';
import { writtenKeys, type WrittenKey } from '../support/written-keys.ts';

const EXAMPLES = path.resolve(import.meta.dirname, '..', '..', 'examples');

/** Maps whose keys the author or an engine names: another key is as good. */
const FREE_MAPS: Readonly<Record<string, string>> = {
  properties: 'what the driver knows',
  params: 'the author’s own names',
  headers: 'what the server knows',
  engines: 'the author’s own names',
  environments: 'the author’s own names',
  datasources: 'the author’s own names, in an environment',
};

interface Mistake {
  readonly kind: string;
  readonly text: string;
  /** The line at which it must be told; that of the key where it is left out. */
  readonly line?: number;
  /** The key or word that was right; a fix must say so, and one that is certain must give the text back. */
  readonly right?: string;
}

/** Keys without which a definition says nothing, by the name of what holds them ('' = the document). */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  '': ['name', 'type', 'source', 'sink', 'schedule'],
  source: ['datasource', 'table'],
  sink: ['datasource', 'table'],
  incremental: ['column'],
  transform: ['sql'],
  engines: ['type'],
};

/** Values that may be of any type that can be written without brackets. */
const ANY_SCALAR: Readonly<Record<string, string>> = {
  value: 'a constant column',
  default: 'a parameter',
  port: 'may come from the environment',
};

/** Keys whose value names something that must exist or be known. */
const REFERENCES: ReadonlySet<string> = new Set([
  'datasource',
  'engine',
  'connector',
  'timeZone',
  'from',
  'type',
  'mode',
  'overlap',
  'misfire',
  'policy',
  'backoff',
  'state',
  'prune',
]);

/** How many there were of each kind. */
const mistakes = new Map<string, number>();
const fixes = new Map<string, number>();
const projects: [string, MemoryProject][] = [
  ['the valid definitions', await MemoryProject.of(writtenFiles(VALID))],
  ...(await Promise.all(
    (await readdir(EXAMPLES))
      .filter((name) => /^\d\d-/.test(name))
      .map(async (name): Promise<[string, MemoryProject]> => {
        return [name, await MemoryProject.of(await yamlFiles(path.join(EXAMPLES, name)))];
      }),
  )),
];

const ENGINES = { flinkx: '1.11', chunjun: '1.16' } as const;
const ANY = 'pipelines/any.yaml';

describe.each(projects)('%s', (_, project) => {
  const files = Object.entries(project.files).map(([file, text]) => ({ file, text, keys: writtenKeys(text) }));
  const standing = new Set(project.check().map(identity));

  /** Every mistake is one new finding, on its line; each that is not is told. */
  const eachOnce = (of: (text: string, key: WrittenKey, file: string) => readonly Mistake[]): void => {
    const wrong: string[] = [];
    for (const { file, text, keys } of files) {
      for (const key of keys) {
        for (const mistake of of(text, key, file)) {
          mistakes.set(mistake.kind, (mistakes.get(mistake.kind) ?? 0) + 1);
          const found = project.check(file, mistake.text).filter((each) => !standing.has(identity(each)));
          const [first, ...others] = found;
          const line = mistake.line ?? key.line;
          const place = `${mistake.kind}, ${file}:${line} ${[...key.owner, key.name].join('.')}`;
          if (first === undefined || others.length > 0 || first.range.start.line !== line || first.file !== file)
            wrong.push(`${place}: ${found.map((each) => `${identity(each)}:${each.range.start.line}`).join(' | ')}`);
          else wrong.push(...fixProblems(first, mistake, text).map((what) => `${place}: ${what}`));
        }
      }
    }
    expect(wrong).toEqual([]);
  };

  test('every slip of a letter in a key is told at the key, with the right one', () => {
    eachOnce((text, key, file) =>
      isNamedByAuthor(key, file)
        ? []
        : slips(key.name).map(([kind, name]) => ({ kind, text: renamed(text, key, name), right: key.name })),
    );
  });

  test('every value of the wrong type is told on its line', () => {
    eachOnce((text, key, file) => {
      const put = (value: string): string => text.slice(0, key.valueStart) + value + text.slice(key.valueEnd);
      const isFree = isNamedByAuthor(key, file) || key.name in FREE_MAPS;
      if (key.kind !== 'scalar') {
        const changed = `${text.slice(0, key.end)}: 7${text.slice(key.valueEnd)}`;
        return isFree ? [] : [{ kind: 'number for a collection', text: changed }];
      }
      const isAny = isFree || key.name in ANY_SCALAR;
      return [
        { kind: 'mapping for a value', text: put('{ zz: 1 }') },
        { kind: 'list of lists for a value', text: put('[[]]') },
        { kind: 'nothing for a value', text: put('') },
        ...(isAny || typeof key.value !== 'number'
          ? []
          : [{ kind: 'text for a number', text: put(`"${String(key.value)}"`), right: String(key.value) }]),
        ...(isAny || typeof key.value !== 'boolean'
          ? []
          : [{ kind: 'text for a switch', text: put(`"${String(key.value)}"`), right: String(key.value) }]),
      ];
    });
  });

  test('every required key that is taken away is told where it would stand', () => {
    eachOnce((text, key, file) => {
      const holder = holderOf(key);
      if (REQUIRED[holder]?.includes(key.name) !== true || isNotNeeded(key, file, project)) return [];
      const removed = yamlChanges(createSourceFile(file, text)).remove({
        file,
        path: [...key.owner, key.name],
        part: 'value',
      });
      if (removed === undefined) return [];
      const changed = text.slice(0, removed.start) + removed.newText + text.slice(removed.end);
      const owner = writtenKeys(changed).find((each) => [...each.owner, each.name].join('.') === key.owner.join('.'));
      return [{ kind: 'required key removed', text: changed, line: owner?.line ?? writtenKeys(changed)[0]?.line ?? 1 }];
    });
  });

  test('every key that is written twice is told at the second, and the fix takes it away', () => {
    eachOnce((text, key) => {
      const entry = text.slice(key.start, key.valueEnd);
      if (key.kind !== 'scalar' || entry.includes('\n') || key.valueEnd <= key.end) return [];
      const column = key.start - (text.lastIndexOf('\n', key.start - 1) + 1);
      const between = key.flow ? ', ' : `\n${' '.repeat(column)}`;
      const lineEnd = text.indexOf('\n', key.valueEnd);
      const at = key.flow ? key.valueEnd : lineEnd === -1 ? text.length : lineEnd;
      return [
        {
          kind: 'key written twice',
          text: text.slice(0, at) + between + entry + text.slice(at),
          line: key.line + (key.flow ? 0 : 1),
          right: '',
        },
      ];
    });
  });

  test('every reference to what does not exist is told on its line', () => {
    eachOnce((text, key) => {
      if (key.kind !== 'scalar' || typeof key.value !== 'string' || !REFERENCES.has(key.name)) return [];
      // where rows begin, not a column
      if (key.name === 'from' && holderOf(key) === 'incremental') return [];
      const written = text.slice(key.valueStart, key.valueEnd);
      return [
        {
          kind: 'bad reference',
          text: text.slice(0, key.valueStart) + written.replace(key.value, 'qqqqqqqqq') + text.slice(key.valueEnd),
        },
      ];
    });
  });
});

describe.each(['flinkx', 'chunjun'] as const)('pipelines of every connector on %s', async (engine) => {
  const connectors = await loadConnectors(CONNECTOR_NAMES);
  const stream = connectors.get('stream')?.spec;
  const project = plainYaml({
    name: 'any',
    engines: { it: { type: engine, version: ENGINES[engine], home: '/opt/it' } },
  });

  test('a slip of a letter in each key is told at the key, with the right one', async () => {
    const wrong: string[] = [];
    for (const name of CONNECTOR_NAMES) {
      const spec = connectors.get(name)?.spec;
      if (spec === undefined || stream === undefined) throw new Error('both are in the list');
      const movements = [
        ...(spec.source[engine]?.plugin === undefined ? [] : [arbitraryMovement(spec, stream, engine)]),
        ...(spec.sink[engine]?.plugin === undefined ? [] : [arbitraryMovement(stream, spec, engine)]),
      ].flatMap((arbitrary) => fc.sample(arbitrary, { numRuns: 1, seed: 42 }));
      for (const { pipeline, datasources } of movements) {
        const each = datasources.map((value, index) => [`datasources/${index}.yaml`, plainYaml(value)] as const);
        const text = plainYaml(pipeline);
        const files = { 'sluice.yaml': project, ...Object.fromEntries(each), [ANY]: text };
        wrong.push(...slipsTold(await MemoryProject.of(files), text, name));
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** What is wrong with the findings of slips in one pipeline. */
function slipsTold(project: MemoryProject, text: string, connector: string): readonly string[] {
  const standing = project.check();
  // the specs do not say which options exclude each other
  if (standing.some(({ severity }) => severity === 'error')) return [];
  const known = new Set(standing.map(identity));
  return writtenKeys(text).flatMap((key, index) => {
    if (isNamedByAuthor(key, ANY) || isInMapOfTexts(key)) return [];
    // there are many: one kind of slip for each key
    return slips(key.name)
      .slice(index % 3, (index % 3) + 1)
      .flatMap(([kind, name]) => {
        mistakes.set(kind, (mistakes.get(kind) ?? 0) + 1);
        const mistake = { kind, text: renamed(text, key, name), right: key.name };
        const found = project.check(ANY, mistake.text).filter((each) => !known.has(identity(each)));
        const [first, ...others] = found;
        const place = `${connector}, ${kind}: ${[...key.owner, name].join('.')}`;
        if (first === undefined || others.length > 0 || first.range.start.line !== key.line)
          return [`${place}: ${found.map((each) => `${identity(each)}:${each.range.start.line}`).join(' | ')}`];
        return fixProblems(first, mistake, text).map((what) => `${place}: ${what}`);
      });
  });
}

/** Maps inside of an option: the engine or its client knows the keys. */
function isInMapOfTexts({ owner }: WrittenKey): boolean {
  const options = owner.indexOf('options');
  return options !== -1 && owner.length > options + 1;
}

test('there are many of each', () => {
  const told = [...mistakes, ...[...fixes].map(([kind, count]) => [`${kind} fixes`, count] as const)];
  console.log(told.map(([kind, count]) => `${count} ${kind}`).join(', '));
  for (const [kind, count] of mistakes) expect(count, kind).toBeGreaterThan(kind === 'text for a switch' ? 0 : 9);
});

/** What is wrong with the fix of a finding: it must say the right thing, and give the text back where it is certain. */
function fixProblems(
  { suggestions, message }: LocatedDiagnostic,
  { right, text }: Mistake,
  original: string,
): readonly string[] {
  if (right === undefined) return [];
  const [suggestion] = suggestions;
  if (suggestion === undefined) return [`no fix: ${message}`];
  const said = suggestion.edits[0]?.newText.replaceAll(/["']/g, '').trim();
  if (said !== right && right !== '') return [`fix says ${said ?? 'nothing'}: ${message}`];
  fixes.set(suggestion.confidence, (fixes.get(suggestion.confidence) ?? 0) + 1);
  if (suggestion.confidence !== 'certain') return [];
  const fixed = applyEdits(text, suggestion.edits).text;
  return fixed === original ? [] : ['the fix does not give the text back'];
}

function holderOf({ owner }: WrittenKey): string {
  // an engine is held by the name that the author gave it
  if (owner[0] === 'engines' && owner.length === 2) return 'engines';
  return String(owner.findLast((step) => typeof step === 'string') ?? '');
}

/** Keys that something else makes up for. */
function isNotNeeded(key: WrittenKey, file: string, { files }: MemoryProject): boolean {
  const text = files[file] ?? '';
  const keys = writtenKeys(text);
  const has = (name: string): boolean => keys.some((each) => each.name === name && each.owner.length === 0);
  if (key.owner.length === 0 && key.name === 'schedule') return has('dependsOn');
  if (key.owner.length === 0 && key.name === 'type') return !file.startsWith('datasources/');
  // `${table}` is a word only where there is a list of tables: without it every use is a mistake too
  if (key.name === 'table' && text.includes('${table}')) return true;
  return false;
}

function identity({ code, file, message }: LocatedDiagnostic): string {
  return `${code} ${file} ${message}`;
}

function isNamedByAuthor({ owner }: WrittenKey, file: string): boolean {
  const holder = owner.findLast((step) => typeof step === 'string');
  return typeof holder === 'string' && holder in FREE_MAPS && !(holder === 'datasources' && file !== 'sluice.yaml');
}

/** The key with a letter dropped, two of them in each other's place, one doubled. */
function slips(name: string): readonly (readonly [string, string])[] {
  const at = Math.floor(name.length / 2);
  const swap = [...name].findIndex((letter, index) => index > 0 && letter !== name[index - 1]);
  return [
    ['letter dropped', name.slice(0, at) + name.slice(at + 1)],
    ['letters swapped', `${name.slice(0, swap - 1)}${name[swap]}${name[swap - 1]}${name.slice(swap + 1)}`],
    ['letter doubled', name.slice(0, at) + name.slice(at - 1)],
  ] as const;
}

function renamed(text: string, { start, end, name }: WrittenKey, to: string): string {
  return text.slice(0, start) + text.slice(start, end).replace(name, to) + text.slice(end);
}

async function yamlFiles(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true });
  const wanted = names.filter((name) => /^(?:sluice\.yaml|(?:pipelines|datasources)\/.*\.ya?ml)$/.test(name));
  const texts = await Promise.all(
    wanted.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const),
  );
  return Object.fromEntries(texts);
}
