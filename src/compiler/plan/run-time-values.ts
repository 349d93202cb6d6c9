import {
  evaluateRunTimeValue,
  describeRunTimeValue,
  windowStart,
  type RunTimeText,
  type RunTimeValue,
} from '../../time/index.ts';
import { canonicalJson, type Artefact } from '../artefact/index.ts';
import { isSecretName } from '../diagnostics/index.ts';
import { holeTextsOf, textAt } from './hole-texts.ts';
import { firstByClocks, type Firing } from './next-fires.ts';
import type { RunTimeValueChange } from './plan.ts';

/** One side of a changed pipeline. */
export interface FiringArtefact {
  readonly artefact: Artefact;
  readonly firing: Firing;
}

/**
 * The texts whose values another run-time value, schedule, zone or parameter makes others: as each side fills them at its own
 * next fire after `now`. Only those that the pipeline has from now on.
 */
export function runTimeValuesOf(
  before: FiringArtefact | undefined,
  after: FiringArtefact | undefined,
  now: number,
): readonly RunTimeValueChange[] {
  if (after === undefined) return [];
  const [had, has] = [before && holeTextsOf(before.artefact), holeTextsOf(after.artefact)];
  const fillsAlike = before !== undefined && isFilledAlike(before, after, now);
  const paths = [...new Set([...has.keys(), ...(had?.keys() ?? [])])];
  return paths.flatMap((path): RunTimeValueChange[] => {
    const text = textAt(after.artefact, path);
    if (text === undefined) return [];
    const textWas = before && textAt(before.artefact, path);
    if (fillsAlike && textWas === text && had?.has(path) === has.has(path)) return [];
    const was = before && valueOf(before, path, now);
    const is = valueOf(after, path, now);
    if (was === is && (was !== undefined || textWas === text)) return [];
    return [{ path, text, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
}

/** True where a text that is the same on both sides has the same value at their next fires: see what `fillAt` looks at. */
function isFilledAlike(one: FiringArtefact, other: FiringArtefact, now: number): boolean {
  const [was, is] = [one, other].map(({ artefact: { pipeline, environment }, firing }) => ({
    name: pipeline.name,
    environment,
    timeZone: pipeline.schedule.timeZone,
    parameters: pipeline.parameters,
    window: firing.clocks.window,
    first: firstByClocks(firing, now) ?? null,
  }));
  return canonicalJson(was) === canonicalJson(is);
}

/** A text of one side at its next fire; undefined where it is not there, or no clock says when it fires next. */
function valueOf({ artefact, firing }: FiringArtefact, path: string, now: number): string | undefined {
  const text = holeTextsOf(artefact).get(path);
  if (text === undefined) return textAt(artefact, path);
  return fillAt(text, artefact, firing, firstByClocks(firing, now));
}

/**
 * A text as `bind` fills it at a fire; what only the run knows stands as its author wrote it. Undefined without a fire time
 * where one is asked for.
 */
export function fillAt(
  { parts }: RunTimeText,
  artefact: Artefact,
  { clocks }: Firing,
  fireTime: number | undefined,
): string | undefined {
  const values = parts.map((part) =>
    typeof part === 'string' ? part : valueAt(part, artefact, clocks.window, fireTime),
  );
  return values.includes(undefined) ? undefined : values.join('');
}

function valueAt(
  value: RunTimeValue,
  { pipeline, environment }: Artefact,
  clock: Parameters<typeof windowStart>[0],
  fireTime: number | undefined,
): string | undefined {
  const parameters = Object.fromEntries(
    pipeline.parameters.flatMap((each) => (each.default === undefined ? [] : [[each.name, each.default] as const])),
  );
  const isOfTheRun =
    value.kind === 'cursor' ||
    value.kind === 'secret' ||
    value.kind === 'env' ||
    // what has the name of a secret is shown to nobody
    (value.kind === 'parameter' && (isSecretName(value.name) || !Object.hasOwn(parameters, value.name)));
  if (isOfTheRun) return describeRunTimeValue(value);
  if (value.kind === 'time' && fireTime === undefined) return undefined;
  const at = fireTime ?? 0; // only times look at it
  return evaluateRunTimeValue(value, {
    fireTime: at,
    previousFireTime: value.kind === 'time' ? windowStart(clock, at) : at,
    timeZone: pipeline.schedule.timeZone,
    cursor: undefined,
    parameters,
    environment,
    pipeline: pipeline.name,
  });
}
