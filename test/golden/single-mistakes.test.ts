import { describe, expect, test } from 'vitest';
import { compileProject, type LocatedDiagnostic } from '../../src/compiler/index.ts';
import { tempDir } from '../support/temp-dir.ts';
import { plainYaml, VALID, VALID_PIPELINES, writtenFiles } from '../support/valid-definitions.ts';
import { writeFiles } from '../support/write-files.ts';

/** One line `key: value` of a definition, and where it stands. */
interface KeyLine {
  readonly index: number;
  /** What is before the key: spaces, and `- ` at an entry of a list. */
  readonly before: string;
  readonly name: string;
  /** Empty where the value is on the lines below. */
  readonly value: string;
  readonly parent: string;
}

/** Mappings whose keys the author names. */
const FREE = ['params', 'properties'];

function keyLines(lines: readonly string[]): KeyLine[] {
  const parents: string[] = [];
  return lines.flatMap((line, index) => {
    const [, before = '', name, value = ''] = /^([ -]*)([A-Za-z][\w.-]*):(?: (.*))?$/.exec(line) ?? [];
    if (name === undefined) return [];
    parents.length = Math.ceil(before.length / 2);
    const parent = parents.at(-1) ?? '';
    parents.push(name);
    return [{ index, before, name, value, parent }];
  });
}

/** From every valid pipeline every single mistake of a kind: the findings, with the line that was broken. */
async function eachMistake(
  pipeline: (typeof VALID_PIPELINES)[number],
  broken: (line: KeyLine) => readonly string[] | undefined,
  judge: (line: KeyLine, diagnostics: readonly LocatedDiagnostic[]) => void,
): Promise<void> {
  await using folder = await tempDir();
  await writeFiles(folder.path, writtenFiles(VALID));
  const file = `pipelines/${VALID_PIPELINES.indexOf(pipeline)}.yaml`;
  const lines = plainYaml(pipeline).split('\n');
  for (const line of keyLines(lines)) {
    const changed = broken(line);
    if (changed === undefined) continue;
    await writeFiles(folder.path, { [file]: lines.toSpliced(line.index, 1, ...changed).join('\n') });
    judge(line, (await compileProject(folder.path)).diagnostics);
  }
}

describe.each(VALID_PIPELINES)('in pipeline $name', (pipeline) => {
  test('every misspelt key is one error, at the key', () =>
    eachMistake(
      pipeline,
      ({ before, name, value, parent }) =>
        FREE.includes(parent) ? undefined : [`${before}${swapped(name)}:${value === '' ? '' : ` ${value}`}`],
      ({ index, before, name, parent }, diagnostics) => {
        const code = parent === 'options' ? 'SL0604' : 'SL0201';
        const column = before.length + 1;
        expect(diagnostics.map(placed), name).toEqual([`${code} ${index + 1}:${column}-${column + name.length}`]);
      },
    ));

  test('every key written twice is one error, at the second', () =>
    eachMistake(
      pipeline,
      ({ before, name, value }) => {
        const rest = `${name}: ${value}`;
        return value === '' ? undefined : [before + rest, before.replace('-', ' ') + rest];
      },
      ({ index, before, name }, diagnostics) => {
        const column = before.length + 1;
        expect(diagnostics.map(placed), name).toEqual([`SL0105 ${index + 2}:${column}-${column + name.length}`]);
      },
    ));

  test('every value of the wrong type is one error, on its line', () =>
    eachMistake(
      pipeline,
      ({ before, name, value }) => (value === '' ? undefined : [`${before}${name}: [[]]`]),
      ({ index, name }, diagnostics) => {
        expect(
          diagnostics.map(({ range }) => range.start.line),
          `${name}: ${diagnostics.map(({ message }) => message).join('; ')}`,
        ).toEqual([index + 1]);
      },
    ));
});

function placed({ code, range: { start, end } }: LocatedDiagnostic): string {
  return `${code} ${start.line}:${start.column}-${end.column}`;
}

/** Two neighbouring letters in each other's place. */
function swapped(name: string): string {
  const at = [...name].findIndex((letter, index) => index > 0 && letter !== name[index - 1]);
  return `${name.slice(0, at - 1)}${name[at]}${name[at - 1]}${name.slice(at + 1)}`;
}
