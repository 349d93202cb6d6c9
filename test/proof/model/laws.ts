import type { Row, State } from './small-world.ts';

const HELD = new Set(['claimed', 'starting', 'running']);
const FINAL = new Set(['succeeded', 'failed', 'skipped', 'cancelled', 'timed-out']);

/** What must hold in every state; each sentence is one thing that does not. */
export function brokenLaws({ tables, effects }: State, fires: readonly number[]): string[] {
  const broken: string[] = [];
  const runs = tables.sluice_run;
  const next = tables.sluice_deployment[0]?.['next_fire_time'];
  for (const fire of fires) {
    const records = runs.filter((run) => run['fire_time'] === fire).length;
    const isPast = next === null || Number(next) > fire;
    if (records > 1) broken.push(`fire ${fire} is on record ${records} times`);
    if (isPast !== (records === 1)) broken.push(`fire ${fire}: ${records} records, and the clock is ${next}`);
  }
  for (const run of runs) {
    const id = String(run['id']);
    const attempts = tables.sluice_attempt.filter((attempt) => attempt['run_id'] === id);
    const open = attempts.filter((attempt) => attempt['finished_at'] === null).length;
    const succeeded = attempts.filter((attempt) => attempt['state'] === 'succeeded').length;
    if (open > 1) broken.push(`${id} has ${open} open attempts`);
    if (succeeded > 1) broken.push(`${id} has succeeded ${succeeded} times`);
    if ((run['state'] === 'succeeded') !== (succeeded === 1)) broken.push(`${id} is ${run['state']}, ${succeeded} did`);
    if (succeeded > (effects[id] ?? 0)) broken.push(`${id} has succeeded and no job of it has ended`);
    const isHeld = run['executor'] !== null && run['claimed_until'] !== null;
    if (HELD.has(String(run['state'])) !== isHeld) broken.push(`${id} is ${run['state']} and of ${run['executor']}`);
    if (open === 1 && !['starting', 'running'].includes(String(run['state'])))
      broken.push(`${id} is ${run['state']} with an open attempt`);
    broken.push(...brokenStory(id, tables.sluice_event));
  }
  return broken;
}

/** What is told of a run goes from each state to the next, without a gap. */
function brokenStory(id: string, events: readonly Row[]): string[] {
  let state: unknown;
  const told = events
    .filter((event) => String(event['data']).includes(`"run":"${id}"`))
    .toSorted((left, right) => Number(left['sequence']) - Number(right['sequence']));
  for (const event of told) {
    // `as`: an event's data is a map
    const { from, to } = JSON.parse(String(event['data'])) as { from?: string; to: string };
    if (event['type'] === 'attempt.lost') continue;
    if (from !== state) return [`${id}: ${String(event['type'])} from ${String(from)}, and it was ${String(state)}`];
    state = to;
  }
  return [];
}

/** Every fire is on record, and its run is over. */
export function isDone({ tables }: State, fires: readonly number[]): boolean {
  const over = tables.sluice_run.filter((run) => FINAL.has(String(run['state'])));
  return over.length === fires.length;
}
