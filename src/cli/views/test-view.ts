import type { LocatedDiagnostic } from '../../compiler/index.ts';
import { say, wordsOf, type Catalogue, type Message } from '../../message/index.ts';
import type { CaseResult, TestRun, UpdatedFile } from '../../testing/index.ts';
import type { Terminal } from '../terminal.ts';
import { showDiagnostics } from './check-view.ts';

/** Shows tests to people: a line for each case as it ends, then what is wrong, then the counts. */
export class TestView {
  readonly #root: string;
  readonly #terminal: Terminal;
  readonly #catalogue: Catalogue | undefined;
  #file = '';

  constructor(root: string, terminal: Terminal, catalogue: Catalogue | undefined) {
    this.#root = root;
    this.#terminal = terminal;
    this.#catalogue = catalogue;
  }

  /** One line, under its file. A case that did not run again is not shown. */
  showCase(result: CaseResult): void {
    if (result.reused === true) return;
    const { paint } = this.#terminal;
    if (result.file !== this.#file) this.#terminal.say(paint.bold(result.file));
    this.#file = result.file;
    const time = paint.dim(`${Math.round(result.durationMs)} ms`);
    const mark = { passed: paint.green('✓'), failed: paint.red('✗'), skipped: paint.yellow('-') }[result.status];
    const why = result.reason === undefined ? time : paint.yellow(this.#words(say`skipped: ${result.reason}`));
    this.#terminal.say(`  ${mark} ${result.name}  ${why}`);
  }

  /** What is wrong: test files and pipelines first, then each case that failed; then what rows do not judge. */
  showEnd(run: TestRun): void {
    const { paint } = this.#terminal;
    this.#file = '';
    this.#terminal.say('');
    this.#show(run.diagnostics);
    for (const result of run.cases.filter(({ status }) => status === 'failed')) {
      const { file, line, name, pipeline } = result;
      const of = pipeline === undefined ? '' : paint.dim(`  ${pipeline}`);
      this.#terminal.show(`${paint.red('✗')} ${paint.bold(name)}${of}  ${paint.cyan(`${file}:${line}`)}`);
      this.#show(result.diagnostics.filter(({ severity }) => severity === 'error'));
    }
    this.#show(remarks(run.cases));
    this.#terminal.show(this.#summary(run));
  }

  /** The places that `--update` has rewritten. */
  showUpdated(files: readonly UpdatedFile[]): void {
    const { paint } = this.#terminal;
    if (files.length === 0) this.#terminal.say(this.#words(say`nothing to update`));
    for (const { file, places } of files) {
      this.#terminal.show(paint.bold(this.#words(say`updated ${file}`)));
      for (const { line, before, after } of places) {
        const at = paint.dim(String(line).padStart(5));
        for (const each of lines(before)) this.#terminal.show(`${at} ${paint.red(`- ${each}`)}`);
        for (const each of lines(after)) this.#terminal.show(`${at} ${paint.green(`+ ${each}`)}`);
      }
    }
    this.#terminal.say('');
  }

  /** Between two passes of `--watch`. */
  showWaiting(): void {
    this.#terminal.say(this.#terminal.paint.dim(this.#words(say`watching for changes; ctrl-c ends`)));
  }

  showChanged(files: readonly string[]): void {
    const [first = ''] = files;
    const text =
      files.length === 1 ? say`${first} has changed` : say`${first} and ${files.length - 1} more have changed`;
    this.#terminal.say(`\n${this.#terminal.paint.cyan(this.#words(text))}`);
  }

  #show(diagnostics: readonly LocatedDiagnostic[]): void {
    showDiagnostics(diagnostics, this.#root, this.#terminal, { catalogue: this.#catalogue });
  }

  #summary({ cases, files, durationMs }: TestRun): string {
    const { paint } = this.#terminal;
    const count = (status: CaseResult['status']): number => cases.filter((each) => each.status === status).length;
    const [passed, failed, skipped] = [count('passed'), count('failed'), count('skipped')];
    const parts = [
      passed === 0 ? '' : paint.green(this.#words(say`${passed} passed`)),
      failed === 0 ? '' : paint.red(this.#words(say`${failed} failed`)),
      skipped === 0 ? '' : paint.yellow(this.#words(say`${skipped} skipped`)),
    ].filter(Boolean);
    const all = parts.length === 0 ? paint.red(this.#words(say`no case was run`)) : parts.join(', ');
    const reused = cases.filter((each) => each.reused === true).length;
    const unchanged = reused === 0 ? '' : this.#words(say`, ${reused} unchanged`);
    const where = this.#words(files.length === 1 ? say`1 file` : say`${files.length} files`);
    return `${all}  ${paint.dim(`(${where}${unchanged}, ${(durationMs / 1000).toFixed(2)} s)`)}`;
  }

  #words(message: Message): string {
    return wordsOf(message, this.#catalogue);
  }
}

/** Warnings and remarks of cases, each place once: every case of a pipeline has the same. */
function remarks(cases: readonly CaseResult[]): readonly LocatedDiagnostic[] {
  const seen = new Map<string, LocatedDiagnostic>();
  for (const diagnostic of cases.flatMap(({ diagnostics }) => diagnostics)) {
    if (diagnostic.severity === 'error') continue;
    seen.set(`${diagnostic.code} ${diagnostic.file} ${diagnostic.range.start.offset}`, diagnostic);
  }
  return [...seen.values()];
}

function lines(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n').map((line) => line.trim());
}
