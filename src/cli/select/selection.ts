import { didYouMean } from '../../compiler/index.ts';
import { say } from '../../message/index.ts';
import { UsageError } from '../exit-code.ts';
import type { Selectable } from './selectable.ts';
import { HOW_TO_SELECT, parseTerm, type Term } from './term.ts';

/** Flags that say which pipelines a verb is about. */
export interface SelectFlags {
  readonly select?: readonly string[];
  readonly exclude?: readonly string[];
}

/** Which pipelines a verb is about, in the one language that all verbs have for it. */
export interface Selection {
  /** As they were written. */
  readonly select: readonly string[];
  readonly exclude: readonly string[];
  /** The one pipeline that was asked for by `--show`. */
  readonly only?: string;
  /**
   * The names of those that are chosen: of any `--select`, all where there is none, and of no `--exclude`. Throws a usage error
   * for one that fits no pipeline: it is misspelt, or what it meant is gone.
   *
   * @param areAll False where a file that cannot be read may hide some: nothing is refused then.
   */
  chosenOf(pipelines: readonly Selectable[], areAll: boolean): ReadonlySet<string>;
}

/** Reads `--select` and `--exclude`; undefined where neither is given. Throws a usage error for one that cannot be read. */
export function parseSelection({ select = [], exclude = [] }: SelectFlags): Selection | undefined {
  if (select.length + exclude.length === 0) return undefined;
  const chosen = select.map((text) => parseTerm(text, '--select'));
  const left = exclude.map((text) => parseTerm(text, '--exclude'));
  return {
    select,
    exclude,
    chosenOf(pipelines, areAll) {
      for (const term of areAll ? chosen : []) refuseUnknown(term, '--select', pipelines);
      for (const term of areAll ? left : []) refuseUnknown(term, '--exclude', pipelines);
      const isChosen = (pipeline: Selectable): boolean =>
        (chosen.length === 0 || chosen.some((term) => term.matches(pipeline))) &&
        !left.some((term) => term.matches(pipeline));
      return new Set(pipelines.filter(isChosen).map(({ name }) => name));
    },
  };
}

/** The selection of one pipeline by its whole name. */
export function selectionOf(name: string): Selection {
  return {
    select: [name],
    exclude: [],
    only: name,
    chosenOf(pipelines, areAll) {
      const found = pipelines.filter((each) => each.name === name || each.family === name);
      if (found.length === 0 && areAll) {
        const near = didYouMean(
          name,
          pipelines.map((each) => each.name),
        );
        throw new UsageError(
          say`--show ${name} fits no pipeline`,
          near === undefined ? say`write the whole name of one pipeline` : say`did you mean \`${near}\`?`,
        );
      }
      return new Set(found.map((each) => each.name));
    },
  };
}

function refuseUnknown(term: Term, flag: string, pipelines: readonly Selectable[]): void {
  if (pipelines.some((pipeline) => term.matches(pipeline))) return;
  const near = term.nearest(pipelines);
  throw new UsageError(
    say`${flag} ${term.text} fits no pipeline`,
    near === undefined ? HOW_TO_SELECT : say`did you mean \`${near}\`?`,
  );
}
