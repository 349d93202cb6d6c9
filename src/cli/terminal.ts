import { appendFileSync, writeFileSync } from 'node:fs';
import pc from 'picocolors';
import { say, sentence } from '../message/index.ts';
import type { Language } from '../message/index.ts';
import { chooseLanguage } from './choose-language.ts';
import { FailedOperation } from './exit-code.ts';
import { outputTargets, type MachineFormat, type OutputFormat, type OutputTarget } from './output-targets.ts';
import { WRITE_REASONS } from './write-reasons.ts';

export type { OutputFormat } from './output-targets.ts';

/** Flags that every verb has. */
export interface GlobalFlags {
  /** Several where the flag is repeated. */
  readonly output?: string | readonly string[];
  readonly outputFile?: string | readonly string[];
  readonly chdir?: string;
  readonly env?: string;
  readonly quiet?: boolean;
  /** commander's form of `--no-color`. */
  readonly color?: boolean;
  readonly lang?: string;
}

/** Text wider than this is hard to read, however wide the terminal is. */
const WIDEST = 120;

/**
 * Where a verb writes. A machine format goes to stdout, or to the file that is named for it; people's text goes to
 * stdout where that is free, and to stderr when text is asked for beside (`--output json --output text`).
 * Progress is shown on a terminal only.
 */
export class Terminal {
  /** The first machine format, else `text`. */
  readonly format: OutputFormat;
  readonly color: boolean;
  readonly quiet: boolean;
  readonly paint: ReturnType<typeof pc.createColors>;
  /** Columns for people's text; undefined where nobody looks at a terminal, so that lines stay whole. */
  readonly width: number | undefined;
  readonly language: Language;
  readonly #machine: readonly OutputTarget[];
  /** Files of lines that have their first. */
  readonly #begun = new Set<string>();
  readonly #people: NodeJS.WriteStream | undefined;

  constructor(flags: GlobalFlags, formats: readonly OutputFormat[] = ['text', 'json']) {
    const { machine, people } = outputTargets(several(flags.output), several(flags.outputFile), formats);
    this.#machine = machine;
    this.#people = people === undefined ? undefined : process[people];
    this.format = machine[0]?.format ?? 'text';
    this.color = wantsColor(flags, this.#people);
    this.quiet = flags.quiet ?? false;
    this.paint = pc.createColors(this.color);
    this.width = this.#people?.isTTY === true ? Math.min(this.#people.columns, WIDEST) : undefined;
    this.language = chooseLanguage(flags.lang, process.env);
  }

  /** True when people's text is shown somewhere. */
  get forPeople(): boolean {
    return this.#people !== undefined;
  }

  /** People's text beside the result: summaries, hints. `--quiet` leaves it out. */
  say(text: string): void {
    if (!this.quiet) this.show(text);
  }

  /** People's form of the result: findings, a table, a job. Also with `--quiet`. */
  show(text: string): void {
    this.#people?.write(`${text}\n`);
  }

  /** What people see beside a result that is for a pipe, such as a job: on stderr. */
  showAside(text: string): void {
    if (this.#people !== undefined) process.stderr.write(`${text}\n`);
  }

  /** What people must see even when a machine reads stdout: errors, the reason of a failure. */
  warn(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  /** The machine's document as JSON, one line of it for `jsonl`, of which there may be many. Nothing in text format. */
  emit(document: unknown): void {
    for (const { format, file } of this.#machine) {
      const lines = format === 'jsonl';
      const goesOn = lines && file !== undefined && this.#begun.has(file);
      put(file, `${JSON.stringify(document, null, lines ? 0 : 2)}\n`, goesOn);
      if (lines && file !== undefined) this.#begun.add(file);
    }
  }

  /** For verbs with formats that are no JSON document: each format that was asked for, as `render` gives it. */
  async emitEach<Format extends MachineFormat>(render: (format: Format) => Promise<string>): Promise<void> {
    // the constructor lets through what the verb says that it has
    for (const { format, file } of this.#machine) put(file, await render(format as Format));
  }

  /** A line that is overwritten by the next; shown on a terminal only. */
  progress(text: string): void {
    if (this.quiet || !process.stderr.isTTY) return;
    process.stderr.write(`\r\u001B[2K${text}`);
  }
}

function several(given: string | readonly string[] | undefined): readonly string[] {
  if (given === undefined) return [];
  return typeof given === 'string' ? [given] : given;
}

/** @param goesOn The file has the lines before. Throws a failed operation, exit 1, where it cannot be written. */
function put(file: string | undefined, text: string, goesOn = false): void {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    if (goesOn) appendFileSync(file, text);
    else writeFileSync(file, text);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new FailedOperation(
      say`cannot write --output-file ${file}: ${sentence(WRITE_REASONS[code] ?? code)}`,
      code === 'ENOSPC'
        ? say`make room there, or name a file elsewhere`
        : say`name a file in a folder that you may write`,
      error,
    );
  }
}

/** NO_COLOR beats FORCE_COLOR; `--no-color` beats both; otherwise colour goes to terminals only. */
function wantsColor(flags: GlobalFlags, people: NodeJS.WriteStream | undefined): boolean {
  if (flags.color === false) return false;
  if (process.env['NO_COLOR'] !== undefined && process.env['NO_COLOR'] !== '') return false;
  if (process.env['FORCE_COLOR'] !== undefined && process.env['FORCE_COLOR'] !== '0') return true;
  return (people ?? process.stdout).isTTY;
}
