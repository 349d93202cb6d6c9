import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixFiles } from '../../src/cli/commands/check-fix.ts';
import { compileProject, type LocatedDiagnostic } from '../../src/compiler/index.ts';
import { formatYaml } from '../../src/format/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { MemoryProject } from '../support/memory-project.ts';
import { nastyFiles } from '../support/nasty-texts.ts';
import { tempDir } from '../support/temp-dir.ts';
import { VALID, writtenFiles } from '../support/valid-definitions.ts';
import { writeFiles } from '../support/write-files.ts';

const TOKENS = [': ', '- ', '{', '}', '[', ']', ', ', '"', "'", '#', '|', '&a ', '*a', '? ', '!t ', '\t', '\n', '\r\n'];
const MORE = [
  '<<: *a',
  '---\n',
  '${',
  '${fire',
  '{{ x }}',
  '__proto__: 1',
  '\uFEFF',
  '\u0000',
  '\uD800',
  '😀',
  '1e999',
];

/** Changes of a text's lines and characters, as a slip of the hand or a bad merge makes them. */
const changes = fc.array(
  fc.record({
    kind: fc.constantFrom('drop', 'double', 'swap', 'insert', 'flip'),
    at: fc.nat(),
    token: fc.constantFrom(...TOKENS, ...MORE),
  }),
  { minLength: 1, maxLength: 6 },
);

function changed(text: string, list: typeof changes extends fc.Arbitrary<infer T> ? T : never): string {
  let result = text;
  for (const { kind, at, token } of list) {
    const lines = result.split('\n');
    const line = at % lines.length;
    const place = at % (result.length + 1);
    if (kind === 'drop') result = lines.toSpliced(line, 1).join('\n');
    else if (kind === 'double') result = lines.toSpliced(line, 0, lines[line] ?? '').join('\n');
    else if (kind === 'swap')
      result = lines
        .toSpliced(line, 1, lines[0] ?? '')
        .with(0, lines[line] ?? '')
        .join('\n');
    else if (kind === 'insert') result = result.slice(0, place) + token + result.slice(place);
    else result = result.slice(0, place) + String.fromCodePoint(at % 0x250) + result.slice(place + 1);
  }
  return result;
}

/** Every finding stands inside its file, and so do its fixes; all of it can be said to a machine. */
function expectSound(diagnostics: readonly LocatedDiagnostic[], lengthOf: (file: string) => number): void {
  expect(JSON.parse(JSON.stringify(diagnostics))).toHaveLength(diagnostics.length);
  for (const { file, range, suggestions, labels } of diagnostics) {
    const places = [{ file, range }, ...labels, ...suggestions.flatMap(({ edits }) => edits)];
    for (const place of places) {
      const { start, end } = place.range;
      expect(start.offset).toBeGreaterThanOrEqual(0);
      expect(end.offset).toBeGreaterThanOrEqual(start.offset);
      expect(end.offset).toBeLessThanOrEqual(lengthOf(place.file));
    }
  }
}

describe('a valid project with a text of it changed at random', async () => {
  const files = writtenFiles(VALID);
  const project = await MemoryProject.of(files);
  const mistaken = fc.tuple(fc.constantFrom(...Object.keys(files)), changes);

  test('is checked: nothing is thrown, and every finding and fix has its place', () => {
    fc.assert(
      fc.property(mistaken, ([file, list]) => {
        const text = changed(files[file] ?? '', list);
        expectSound(project.check(file, text), (each) => (each === file ? text : (files[each] ?? '')).length);
      }),
      { numRuns: 200 },
    );
  }, 120_000);

  test('is formatted, or left as it is; what is formatted stays so', () => {
    fc.assert(
      fc.property(mistaken, ([file, list]) => {
        const once = formatYaml(changed(files[file] ?? '', list));
        if ('text' in once) expect(formatYaml(once.text)).toEqual(once);
      }),
      { numRuns: 200 },
    );
  }, 120_000);

  test('is mended by check --fix without becoming worse', async () => {
    await using folder = await tempDir();
    await writeFiles(folder.path, files);
    await fc.assert(
      fc.asyncProperty(mistaken, async ([file, list]) => {
        await writeFiles(folder.path, { [file]: changed(files[file] ?? '', list) });
        const before = await compileProject(folder.path);
        const { result } = await fixFiles(folder.path, {}, () => true, true);
        await writeFiles(folder.path, { [file]: files[file] ?? '' });
        const [was, is] = [before, result].map(({ diagnostics }) => standing(file, diagnostics));
        expect(is?.layer).toBeGreaterThanOrEqual(was?.layer ?? 0);
        // what a mended text or key hid comes to light; what a project means is told in one pass
        if (was?.layer === 2) expect(is?.errors).toBeLessThanOrEqual(was?.errors ?? 0);
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});

/** A twentieth of the size that the bench measures; a step that is taken again for each mistake would take minutes here too. */
describe.each(Object.entries(nastyFiles(50_000)))('%s', (_name, [file, text]) => {
  test('is told in time', async () => {
    await using folder = await tempDir();
    await writeBaseProject(
      folder.path,
      { 'pipelines/b.yaml': 'name: b\nschedule: manual\ncommand: [x]\n', [file]: text },
      'whole',
    );
    const result = await compileProject(folder.path);
    expect(result.ownerships).toBeDefined();
    expect(result.diagnostics.length).toBeGreaterThanOrEqual(1);
    expectSound(
      result.diagnostics.filter((each) => each.file === file),
      () => text.length,
    );
  }, 30_000);
});

/** What is wrong with a project, and how deep its file was looked into: 0 its text, 1 its shape, 2 what it means. */
function standing(
  file: string,
  diagnostics: readonly LocatedDiagnostic[],
): { readonly layer: number; readonly errors: number } {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const says = (codes: RegExp): boolean => errors.some((each) => each.file === file && codes.test(each.code));
  return { layer: says(/^SL01/) ? 0 : says(/^SL02/) ? 1 : 2, errors: errors.length };
}
