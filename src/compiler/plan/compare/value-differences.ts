import { differencesOf, type JsonValue, type Step } from './differences.ts';

/** One place where two JSON values differ; `before` or `after` is absent where that side has nothing there. */
export interface ValueDifference {
  /** For example `job.content[0].reader.parameter.column[id].type`. */
  readonly path: string;
  /** The same value's place on the other side, where only the key has another name. */
  readonly renamedTo?: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** Where two values differ ({@link differencesOf}), renamings of keys found, each with its path as people write it. */
export function valueDifferences(before: JsonValue, after: JsonValue): ValueDifference[] {
  return differencesOf(before, after, true).map(({ steps, renamedTo, ...values }) => ({
    path: pathOf(steps),
    ...(renamedTo === undefined ? {} : { renamedTo: pathOf(renamedTo) }),
    ...values,
  }));
}

/** Keys with dots of their own stand in brackets, like names. */
function pathOf(steps: readonly Step[]): string {
  return steps.reduce((path, step) => {
    if (step.kind === 'place') return `${path}[${step.index}]`;
    if (step.kind === 'order') return `${path} (order)`;
    if (step.kind === 'name') return `${path}[${step.name}]`;
    if (!/^[\w$-]+$/.test(step.name)) return `${path}[${JSON.stringify(step.name)}]`;
    return path === '' ? step.name : `${path}.${step.name}`;
  }, '');
}
