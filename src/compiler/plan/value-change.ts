import { escapeStep } from '../text/index.ts';
import { differencesOf, type JsonMap, type JsonValue, type Step } from './compare/differences.ts';

/** One value of a pipeline that a change gives another value; absent on the side that does not have it. */
export interface ValueChange {
  /** JSON Pointer (RFC 6901) into the pipeline's plan form; what stands in a list of named things is found by its name. */
  readonly path: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** The values in which two plan forms differ. Where only the order of named things is another, both orders, at their list. */
export function valueChanges(before: JsonMap, after: JsonMap): readonly ValueChange[] {
  return differencesOf(before, after, false).map(({ steps, ...values }) => ({ path: pointerOf(steps), ...values }));
}

function pointerOf(steps: readonly Step[]): string {
  return steps
    .flatMap((step) => (step.kind === 'order' ? [] : [step.kind === 'place' ? String(step.index) : step.name]))
    .map((step) => `/${escapeStep(step)}`)
    .join('');
}
