import {
  child,
  compileProject,
  locateDiagnostics,
  makeDiagnostic,
  type CompilationResult,
  type Diagnostic,
  type LocatedDiagnostic,
  type Locator,
} from '../compiler/index.ts';
import { catalogueOf, say, wordsOf, type Catalogue, type Language } from '../message/index.ts';
import { findTestFiles } from './find-test-files.ts';
import { expectsRun } from './judge-run.ts';
import { runCase, subjectOf, type CaseOutcome } from './run-case.ts';
import { loadTestFile, type TestCase, type TestFile } from './test-file.ts';
import type { CaseResult, TestRun } from './test-run.ts';

/** What is run, and how it is told. */
export interface RunTestsOptions {
  /** Folder of the project. */
  readonly root: string;
  /** Test files and folders, from the root with `/`; empty = all. */
  readonly paths: readonly string[];
  /** Of cases that name none. */
  readonly environment: string;
  /** Only cases whose name, or whose pipeline's, holds this text; case is not looked at. */
  readonly filter?: string;
  readonly language?: Language;
  readonly cacheFolder?: string;
  /** Milliseconds of any clock. */
  readonly now: () => number;
  /** Hears each case when it is over, in order. */
  readonly onCase?: (result: CaseResult) => void;
  /** A pass before this one and the files that have changed since: a case that neither touches is not run again. */
  readonly since?: { readonly run: TestRun; readonly changed: ReadonlySet<string> };
}

/** Runs test files one after another. What is wrong with them is in the result; nothing is thrown for it. */
export async function runTests(options: RunTestsOptions): Promise<TestRun> {
  const began = options.now();
  const { files, passedOver } = await findTestFiles(options.root, options.paths);
  const catalogue = await catalogueOf(options.language ?? 'en');
  const running = new TestRunning(options, catalogue);
  for (const file of files) await running.runFile(await loadTestFile(options.root, file));
  const cases = running.cases.length;
  if (files.length === 0) running.report(noTest(passedOver));
  else if (cases === 0 && options.filter !== undefined) running.report(nothingOfThatName(files, options.filter));
  return { files, cases: running.cases, diagnostics: running.diagnostics(), durationMs: options.now() - began };
}

class TestRunning {
  readonly cases: CaseResult[] = [];
  readonly #options: RunTestsOptions;
  readonly #catalogue: Catalogue | undefined;
  readonly #compiled = new Map<string, CompilationResult>();
  readonly #locators = new Map<string, Locator>();
  readonly #found: Diagnostic[] = [];
  readonly #broken = new Map<string, LocatedDiagnostic>();

  constructor(options: RunTestsOptions, catalogue: Catalogue | undefined) {
    this.#options = options;
    this.#catalogue = catalogue;
  }

  report(...found: readonly Diagnostic[]): void {
    this.#found.push(...found);
  }

  async runFile(file: TestFile): Promise<void> {
    this.#locators.set(file.path, file.locator);
    this.report(...file.diagnostics);
    for (const test of file.cases.filter((each) => this.#isWanted(each))) {
      const result = await this.#run(test);
      this.cases.push(result);
      this.#options.onCase?.(result);
    }
  }

  /** Those of test files, then those of pipelines that do not compile. */
  diagnostics(): LocatedDiagnostic[] {
    return [...this.#located(this.#found), ...this.#broken.values()];
  }

  async #run(test: TestCase): Promise<CaseResult> {
    const environment = test.definition.environment ?? this.#options.environment;
    const compiled = await this.#compile(test, environment);
    // What compiles, and loads the engine, is no time of the first case.
    if (expectsRun(test.definition.expect)) await import('../runtime/index.ts');
    const began = this.#options.now();
    if ('found' in compiled) return this.#result(test, environment, unusable(compiled.found), '', began);
    const subject = subjectOf(test, compiled);
    const known = this.#knownResult(test, subject);
    if (known !== undefined) return { ...known, reused: true };
    const outcome = await runCase(this.#options.root, test, compiled);
    if (outcome.brokenFile !== undefined) this.#keepBroken(outcome.brokenFile, compiled);
    return this.#result(test, environment, outcome, subject, began);
  }

  /** Of the pass before, where nothing has changed since that it depends on. */
  #knownResult(test: TestCase, subject: string): CaseResult | undefined {
    const { since } = this.#options;
    const known = since?.run.cases.find(({ file, name }) => file === test.file && name === test.name);
    // What is wrong with a broken pipeline is told once in each pass.
    if (since === undefined || known?.subject !== subject || subject.startsWith('broken')) return undefined;
    return [known.file, ...known.reads].some((file) => since.changed.has(file)) ? undefined : known;
  }

  /** Each environment and engine is compiled once. One that is not declared is the case's mistake. */
  async #compile(test: TestCase, environment: string): Promise<CompilationResult | { readonly found: Diagnostic }> {
    const { engine } = test.definition;
    const key = JSON.stringify([environment, engine]);
    const { root, cacheFolder, language } = this.#options;
    const compiled =
      this.#compiled.get(key) ??
      (await compileProject(root, {
        environment,
        ...(engine === undefined ? {} : { engine }),
        ...(cacheFolder === undefined ? {} : { cacheFolder }),
        ...(language === undefined ? {} : { language }),
      }));
    this.#compiled.set(key, compiled);
    const undeclared = undeclaredIn(test, environment, compiled);
    return undeclared === undefined ? compiled : { found: undeclared };
  }

  /** Also what is wrong with the project as a whole, which may be the reason. */
  #keepBroken(file: string, { diagnostics }: CompilationResult): void {
    for (const diagnostic of diagnostics) {
      const isReason = diagnostic.file === file || !diagnostic.file.startsWith('pipelines/');
      if (diagnostic.severity === 'error' && isReason) this.#broken.set(diagnostic.fingerprint, diagnostic);
    }
  }

  #result(test: TestCase, environment: string, outcome: CaseOutcome, subject: string, began: number): CaseResult {
    const { skipped } = outcome;
    const failed = outcome.found.some(({ severity }) => severity === 'error');
    return {
      file: test.file,
      name: test.name,
      line: this.#lineOf(test),
      pipeline: test.definition.pipeline,
      environment,
      status: skipped !== undefined ? 'skipped' : failed ? 'failed' : 'passed',
      ...(skipped === undefined ? {} : { reason: wordsOf(skipped, this.#catalogue) }),
      durationMs: this.#options.now() - began,
      diagnostics: this.#located(outcome.found),
      updates: outcome.updates,
      subject,
      reads: outcome.reads,
    };
  }

  #located(found: readonly Diagnostic[]): LocatedDiagnostic[] {
    return locateDiagnostics(found, (file) => this.#locatorOf(file), this.#catalogue);
  }

  #locatorOf(file: string): Locator | undefined {
    const own = this.#locators.get(file);
    if (own !== undefined) return own;
    for (const { locatorOf } of this.#compiled.values()) {
      const locator = locatorOf?.(file);
      if (locator !== undefined) return locator;
    }
    return undefined;
  }

  #lineOf(test: TestCase): number {
    const span = this.#locatorOf(test.file)?.span(child(test.at, 'name'));
    return span === undefined ? 1 : span.file.position(span.start).line;
  }

  #isWanted({ name, definition }: TestCase): boolean {
    const { filter } = this.#options;
    if (filter === undefined) return true;
    const wanted = filter.toLowerCase();
    return [name, definition.pipeline ?? ''].some((text) => text.toLowerCase().includes(wanted));
  }
}

/** An environment or engine that sluice.yaml does not have: the case's mistake, not the project's. */
function undeclaredIn(test: TestCase, environment: string, compiled: CompilationResult): Diagnostic | undefined {
  const { engine } = test.definition;
  if (engine !== undefined && compiled.engines !== undefined && !compiled.engines.includes(engine))
    return makeDiagnostic('SL1107', test.placeOf('engine'), say`sluice.yaml declares no engine \`${engine}\``);
  const isUnknown = compiled.diagnostics.some(
    ({ code, file, message }) => code === 'SL0306' && file === 'sluice.yaml' && message.includes(`\`${environment}\``),
  );
  if (!isUnknown) return undefined;
  const message = say`sluice.yaml declares no environment \`${environment}\``;
  return makeDiagnostic('SL1107', test.placeOf('environment'), message);
}

function unusable(found: Diagnostic): CaseOutcome {
  return { found: [found], updates: [], reads: [] };
}

function noTest(passedOver: readonly string[]): Diagnostic {
  const [first] = passedOver;
  const at = { file: first ?? 'sluice.yaml', path: [], part: 'value', offsets: { start: 0, end: 0 } } as const;
  return makeDiagnostic('SL1102', at, say`no test file is there`, {
    notes: [
      say`a test file is called \`NAME.test.yaml\` and lies under \`tests/\` or beside a pipeline`,
      ...(first === undefined ? [] : [say`\`${first}\` is not taken for one`]),
    ],
    help: say`write \`tests/PIPELINE.test.yaml\`, as the page of this code shows`,
  });
}

function nothingOfThatName(files: readonly string[], filter: string): Diagnostic {
  const at = { file: files[0] ?? '', path: [], part: 'value', offsets: { start: 0, end: 0 } } as const;
  return makeDiagnostic('SL1102', at, say`no case has \`${filter}\` in its name or in that of its pipeline`);
}
