import {
  child,
  loadYaml,
  makeDiagnostic,
  parseDefinition,
  type Diagnostic,
  type Location,
  type Locator,
  type TestCaseDefinition,
  type TestDefinition,
  type TestSetting,
} from '../compiler/index.ts';
import { say } from '../message/index.ts';
import { readProjectFile } from './read-project-file.ts';

/** A case with what its file says for all cases put in. */
export interface TestCase {
  readonly file: string;
  readonly name: string;
  readonly definition: TestCaseDefinition;
  readonly at: Location;
  /** Where a setting is written: in the case or at the head of the file; the case where it is nowhere. */
  placeOf(setting: keyof TestSetting): Location;
}

export interface TestFile {
  readonly path: string;
  readonly cases: readonly TestCase[];
  readonly diagnostics: readonly Diagnostic[];
  readonly locator: Locator;
}

const MAX_TEST_FILE_BYTES = 4 * 1024 * 1024;

/** Reads one test file. What is wrong with it is in its diagnostics; then it may have no cases. */
export async function loadTestFile(root: string, path: string): Promise<TestFile> {
  const read = await readProjectFile(root, path, MAX_TEST_FILE_BYTES);
  if ('reason' in read) {
    const { file } = loadYaml(new Uint8Array(), path);
    const diagnostic = makeDiagnostic('SL0107', head(path), say`\`${path}\` cannot be read: ${read.reason}`);
    return { path, cases: [], diagnostics: [diagnostic], locator: { span: () => ({ file, start: 0, end: 0 }) } };
  }
  const { file, document, diagnostics } = loadYaml(read.bytes, path);
  const locator = document?.locator ?? {
    span: ({ offsets }) => ({ file, start: offsets?.start ?? 0, end: offsets?.end ?? 1 }),
  };
  if (document === undefined) return { path, cases: [], diagnostics, locator };
  const top: Location = { file: path, path: [], part: 'value' };
  const parsed = parseDefinition('test', document.value, top);
  if ('diagnostics' in parsed)
    return { path, cases: [], diagnostics: [...diagnostics, ...parsed.diagnostics], locator };
  const cases = casesOf(parsed.definition, top);
  return { path, cases, diagnostics: [...diagnostics, ...doubles(cases)], locator };
}

function casesOf(definition: TestDefinition, root: Location): TestCase[] {
  const { description: _, cases, ...shared } = definition;
  return cases.map((written, index) => {
    const at = child(root, 'cases', index);
    return {
      file: root.file,
      name: written.name,
      // Parameters add up: a case changes one and keeps the others.
      definition: { ...shared, ...written, params: { ...shared.params, ...written.params } },
      at,
      placeOf: (setting) => {
        if (written[setting] !== undefined) return child(at, setting);
        return definition[setting] === undefined ? child(at, 'name') : child(root, setting);
      },
    };
  });
}

function doubles(cases: readonly TestCase[]): Diagnostic[] {
  const seen = new Map<string, TestCase>();
  return cases.flatMap((each) => {
    const first = seen.get(each.name);
    if (first === undefined) {
      seen.set(each.name, each);
      return [];
    }
    const message = say`two cases of this file are named \`${each.name}\``;
    return makeDiagnostic('SL1104', child(each.at, 'name'), message, {
      labels: [{ at: child(first.at, 'name'), message: say`the first is here` }],
      notes: [say`a report names a case by its file and its name`],
      help: say`say in the name what is different about this case`,
    });
  });
}

function head(file: string): Location {
  return { file, path: [], part: 'value', offsets: { start: 0, end: 1 } };
}
