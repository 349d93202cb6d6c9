import { writeFileSync } from 'node:fs';
import pc from 'picocolors';
import { ConfigurationError, UsageError } from './exit-code.ts';

export type OutputFormat = 'text' | 'json' | 'jsonl';

/** Flags that every verb has. */
export interface GlobalFlags {
  readonly output?: string;
  readonly outputFile?: string;
  readonly chdir?: string;
  readonly env?: string;
  readonly quiet?: boolean;
  /** commander's form of `--no-color`. */
  readonly color?: boolean;
}

/**
 * Where a verb writes. Machine output goes to stdout, or to the file that is named, and then people's text
 * to stdout; with a machine format alone there is no other text there. Progress is shown on a terminal only.
 */
export class Terminal {
  readonly format: OutputFormat;
  readonly color: boolean;
  readonly quiet: boolean;
  readonly paint: ReturnType<typeof pc.createColors>;
  readonly #outputFile: string | undefined;

  constructor(flags: GlobalFlags, formats: readonly OutputFormat[] = ['text', 'json']) {
    const asked = flags.output ?? 'text';
    const format = formats.find((known) => known === asked);
    if (!format) throw new UsageError(`--output ${asked} does not fit this verb`, `use ${formats.join(' or ')}`);
    // With --output-file the terminal keeps the text, and the file gets the machine format.
    this.#outputFile = flags.outputFile;
    if (flags.outputFile !== undefined && format === 'text')
      throw new UsageError('--output-file needs a machine format', 'add --output json');
    this.format = format;
    this.color = wantsColor(flags);
    this.quiet = flags.quiet ?? false;
    this.paint = pc.createColors(this.color);
  }

  /** True when people read stdout: text format, or the machine output goes to a file. */
  get forPeople(): boolean {
    return this.format === 'text' || this.#outputFile !== undefined;
  }

  /** People's text beside the result: summaries, hints. `--quiet` leaves it out. */
  say(text: string): void {
    if (!this.quiet) this.show(text);
  }

  /** People's form of the result: findings, a table, a job. Also with `--quiet`. */
  show(text: string): void {
    if (this.forPeople) process.stdout.write(`${text}\n`);
  }

  /** What people must see even when a machine reads stdout: errors, the reason of a failure. */
  warn(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  /** The machine's document. Nothing in text format. */
  emit(document: unknown): void {
    if (this.format === 'text') return;
    const text = `${JSON.stringify(document, null, this.format === 'jsonl' ? 0 : 2)}\n`;
    if (this.#outputFile === undefined) process.stdout.write(text);
    else this.#write(this.#outputFile, text);
  }

  /** A line that is overwritten by the next; shown on a terminal only. */
  progress(text: string): void {
    if (this.quiet || !process.stderr.isTTY) return;
    process.stderr.write(`\r\u001B[2K${text}`);
  }

  #write(file: string, text: string): void {
    try {
      writeFileSync(file, text);
    } catch (error) {
      throw new ConfigurationError(
        `cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`,
        'name a file in a folder that you may write',
      );
    }
  }
}

/** NO_COLOR beats FORCE_COLOR; `--no-color` beats both; otherwise colour goes to terminals only. */
function wantsColor(flags: GlobalFlags): boolean {
  if (flags.color === false) return false;
  if (process.env['NO_COLOR'] !== undefined && process.env['NO_COLOR'] !== '') return false;
  if (process.env['FORCE_COLOR'] !== undefined && process.env['FORCE_COLOR'] !== '0') return true;
  return process.stdout.isTTY;
}
