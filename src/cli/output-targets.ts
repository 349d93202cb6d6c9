import { say, type Message } from '../message/index.ts';
import { UsageError } from './exit-code.ts';

/** Formats of `--output`; each verb names those that fit it. */
export type OutputFormat = 'text' | MachineFormat;

export type MachineFormat = 'json' | 'jsonl' | 'sarif' | 'github' | 'gitlab' | 'junit' | 'markdown' | 'html';

/** One machine format, and where it goes; stdout without a file. */
export interface OutputTarget {
  readonly format: MachineFormat;
  readonly file: string | undefined;
}

/** Where everything goes. */
export interface Outputs {
  readonly machine: readonly OutputTarget[];
  /** The stream that people read; undefined when stdout has a machine format and no text was asked for. */
  readonly people: 'stdout' | 'stderr' | undefined;
}

/**
 * Pairs `--output` with `--output-file` in the order given; at most one machine format is left for stdout. People's
 * text goes to stdout where that is free, else to stderr when `--output text` asks for both. Throws a usage error.
 */
export function outputTargets(
  asked: readonly string[],
  files: readonly string[],
  known: readonly OutputFormat[],
): Outputs {
  const formats = asked.map((each) => {
    const format = known.find((one) => one === each);
    if (format === undefined)
      throw new UsageError(say`--output ${each} does not fit this verb`, say`use ${listed(known)}`);
    return format;
  });
  const machines = formats.filter((format) => format !== 'text');
  if (files.length > machines.length)
    throw new UsageError(
      files.length === 1
        ? say`--output-file needs a machine format`
        : say`there are more --output-file than machine formats`,
      say`add --output json`,
    );
  const machine = machines.map((format, index) => ({ format, file: files[index] }));
  const onStdout = machine.filter(({ file }) => file === undefined);
  if (onStdout.length > 1) {
    const all = onStdout.map(({ format }) => format).join(', ');
    throw new UsageError(
      say`only one machine format can go to stdout, and these are asked for: ${all}`,
      say`add an --output-file for each, in the same order`,
    );
  }
  if (onStdout.length === 0) return { machine, people: 'stdout' };
  return { machine, people: formats.includes('text') ? 'stderr' : undefined };
}

function listed(known: readonly OutputFormat[]): Message {
  const last = known.at(-1) ?? '';
  return known.length < 2 ? say`${last}` : say`${known.slice(0, -1).join(', ')} or ${last}`;
}
