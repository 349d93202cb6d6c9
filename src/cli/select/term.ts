import ignore from 'ignore';
import { didYouMean } from '../../compiler/index.ts';
import { say, type Message } from '../../message/index.ts';
import { UsageError } from '../exit-code.ts';
import { glob, isGlob } from './glob.ts';
import type { Selectable } from './selectable.ts';

/** One value of `--select` or `--exclude`. */
export interface Term {
  /** As it was written. */
  readonly text: string;
  matches(pipeline: Selectable): boolean;
  /** The nearest that it could have meant, as it would be written. */
  nearest(pipelines: readonly Selectable[]): string | undefined;
}

/** What a term goes by, and what there is of it. */
const KINDS = {
  tag: ({ tags }: Selectable) => tags,
  owner: ({ owners }: Selectable) => owners,
  path: ({ file }: Selectable) => (file === undefined ? [] : [file]),
} as const;

type Kind = keyof typeof KINDS;

/**
 * Reads a term: a name or a glob of names, `tag:x`, `owner:x` (globs too), or `path:x`, a file or a folder as in .gitignore.
 * Throws a usage error where it is none of them.
 *
 * @param flag The flag that it is a value of.
 */
export function parseTerm(text: string, flag: string): Term {
  const [, kind, rest = ''] = /^([a-z]+):(.*)$/s.exec(text) ?? [];
  if (kind === undefined) return text === '' ? refused(text, flag) : termOf(text, '', namesOf, glob(text));
  if (!isKind(kind) || rest === '') return refused(text, flag);
  return termOf(rest, `${kind}:`, KINDS[kind], kind === 'path' ? pathTest(rest) : glob(rest));
}

function termOf(
  pattern: string,
  prefix: string,
  of: (pipeline: Selectable) => readonly string[],
  test: (value: string) => boolean,
): Term {
  return {
    text: prefix + pattern,
    matches: (pipeline) => of(pipeline).some(test),
    nearest(pipelines) {
      if (isGlob(pattern)) return undefined;
      const near = didYouMean(pattern, new Set(pipelines.flatMap(of)));
      return near === undefined ? undefined : prefix + near;
    },
  };
}

function namesOf({ name, family }: Selectable): readonly string[] {
  return family === undefined ? [name] : [name, family];
}

function isKind(word: string): word is Kind {
  return Object.hasOwn(KINDS, word);
}

function pathTest(pattern: string): (file: string) => boolean {
  const rules = ignore({ ignorecase: false }).add(pattern.replace(/^\.\//, '/'));
  return (file) => rules.ignores(file);
}

function refused(text: string, flag: string): never {
  throw new UsageError(say`${flag} ${text} is not known`, HOW_TO_SELECT);
}

/** How a selection is written, for people. */
export const HOW_TO_SELECT: Message = say`write a name, a glob as in \`orders-*\`, \`tag:x\`, \`owner:x\` or \`path:x\``;
