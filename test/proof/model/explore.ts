import type { Store } from '../../../src/runtime/ports/index.ts';
import { brokenLaws, isDone } from './laws.ts';
import { createSmallWorld, digestOf, fireTimes, type State } from './small-world.ts';
import { stepsFrom, type Step, type Taken } from './steps.ts';

export interface Scope {
  /** How many processes, each a scheduler and an executor. */
  readonly nodes: number;
  readonly fires: number;
  /** How many of them may die altogether. Leases and claims may pass unrenewed as often as one likes. */
  readonly crashes: number;
  /** A store with a fault in it, to see that it shows. */
  readonly spoil?: (store: Store) => Store;
  /** Gives up, with what was seen until then, where this is false. */
  readonly goesOn?: () => boolean;
}

export interface Exploration {
  /** Different states that were reached. */
  readonly states: number;
  /** Steps that were taken. */
  readonly steps: number;
  /** States in which every fire has been done. */
  readonly done: number;
  /** True = there is no other state that these steps lead to. */
  readonly whole: boolean;
  /** What must not be, each with the steps that lead to it. */
  readonly broken: readonly string[];
}

interface Known {
  readonly state: State;
  readonly path: readonly string[];
  readonly before: Set<string>;
}

/**
 * Takes every order of steps of a few processes on the real store, from the claim of the lease to the end of the last run, and looks at
 * each state that any of them leads to. States that differ in nothing that could matter are one.
 */
export async function explore({
  nodes,
  fires: count,
  crashes,
  spoil = (store) => store,
  goesOn = () => true,
}: Scope): Promise<Exploration> {
  const fires = fireTimes(count);
  await using world = await createSmallWorld(
    Array.from({ length: nodes }, (_, index) => `node-${index + 1}`),
    fires,
  );
  const store = spoil(world.store);
  const known = new Map<string, Known>([[digestOf(world.first), { state: world.first, path: [], before: new Set() }]]);
  const broken: string[] = [];
  let steps = 0;
  // a Map gives what is added while it is gone through
  for (const [digest, { state, path }] of known) {
    if (!goesOn()) break;
    for (const step of stepsFrom(state, fires, crashes)) {
      if (step.isInner !== true) world.write(state.tables);
      const taken = await step.take(store);
      steps += 1;
      const next = after(state, step, taken, step.isInner === true ? state.tables : world.read());
      const told = [...path, step.name];
      for (const problem of [taken.broken ?? [], brokenLaws(next, fires)].flat())
        broken.push(`${problem}; after: ${told.join(', ')}`);
      const key = digestOf(next);
      if (key === digest) continue;
      const found = known.get(key);
      if (found === undefined) known.set(key, { state: next, path: told, before: new Set([digest]) });
      else found.before.add(digest);
    }
    if (broken.length > 0) break;
  }
  const whole = goesOn() && broken.length === 0;
  const done = [...known].filter(([, { state }]) => isDone(state, fires)).map(([digest]) => digest);
  if (whole) broken.push(...stuckStates(known, done));
  return { states: known.size, steps, done: done.length, whole, broken };
}

function after(state: State, { name }: Step, taken: Taken, tables: State['tables']): State {
  const { mind, now = state.now, crashes = state.crashes, effect } = taken;
  const minds = mind === undefined ? state.minds : state.minds.map((one) => (one.name === mind.name ? mind : one));
  if (mind !== undefined && !state.minds.some((one) => one.name === mind.name)) throw new Error(`nobody did: ${name}`);
  const effects =
    effect === undefined ? state.effects : { ...state.effects, [effect]: (state.effects[effect] ?? 0) + 1 };
  return { tables, minds, effects, now, crashes };
}

/** States from which no steps whatever lead to an end of all fires. */
function stuckStates(known: ReadonlyMap<string, Known>, done: readonly string[]): string[] {
  const reaching = new Set(done);
  const open = [...done];
  for (let digest = open.pop(); digest !== undefined; digest = open.pop()) {
    for (const before of known.get(digest)?.before ?? []) {
      if (reaching.has(before)) continue;
      reaching.add(before);
      open.push(before);
    }
  }
  return [...known]
    .filter(([digest]) => !reaching.has(digest))
    .map(([, { path }]) => `nothing leads to an end any more; after: ${path.join(', ')}`)
    .slice(0, 5);
}
