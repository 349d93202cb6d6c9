import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tempDir } from '../../support/temp-dir.ts';
import { writeFiles } from '../../support/write-files.ts';
import { type Seeded, seeded } from '../support/seeded.ts';
import { Verdict } from '../support/verdict.ts';
import { checkAlone, checkExecutions, checkRows } from './check-effects.ts';
import { checkEvents } from './check-events.ts';
import { checkFires } from './check-fires.ts';
import { dieMigrating, doFaults } from './faults.ts';
import { startFeeder } from './feeder.ts';
import type { Place } from './place.ts';
import { FINAL, recordedEvents, recordedRuns } from './record.ts';
import { RoundDaemon } from './round-daemon.ts';
import { projectFile, type RoundPipeline, type RoundProject, roundProject } from './round-project.ts';
import { sqlitePlace } from './sqlite-place.ts';
import { type Services, stackPlace } from './stack-place.ts';

/** How long the daemons may take to finish what was due when the faults ended: longer than a dead one's claims hold. */
const QUIET_PATIENCE_MS = 90_000;

/**
 * One round: daemons work, faults happen to them, everything comes to rest, and the record is checked.
 *
 * @param faults How many; default some.
 */
export async function runRound(seed: number, services: Services | undefined, faults?: number): Promise<Verdict> {
  const verdict = new Verdict();
  const choose = seeded(seed);
  const project = roundProject(choose);
  await using folder = await tempDir('sluice-proof-');
  const name = `proof_${process.pid}_${seed}_${services === undefined ? 'sqlite' : 'stack'}`;
  await using place =
    services === undefined
      ? await sqlitePlace(folder.path, name, project.mode)
      : await stackPlace(services, name, project.mode);
  await writeFiles(folder.path, {
    'sluice.yaml': projectFile(name),
    ...place.files,
    ...Object.fromEntries(project.pipelines.map((one) => [`pipelines/${one.name}.yaml`, one.text(0)])),
  });
  const daemons = place.daemons.map((state) => new RoundDaemon(state, folder.path, place.env));
  try {
    await work(
      choose,
      { folder: folder.path, place, daemons, project, faults: faults ?? choose.between(3, 6) },
      verdict,
    );
  } finally {
    await Promise.all(daemons.map((daemon) => daemon[Symbol.asyncDispose]()));
    if (verdict.fell) await keepOutput(name, daemons);
  }
  return verdict;
}

interface Round {
  readonly folder: string;
  readonly place: Place;
  readonly daemons: readonly RoundDaemon[];
  readonly project: RoundProject;
  readonly faults: number;
}

async function work(choose: Seeded, round: Round, verdict: Verdict): Promise<void> {
  const { folder, place, daemons, project } = round;
  const [daemon, ...otherDaemons] = daemons;
  const [pipeline, ...otherPipelines] = project.pipelines;
  if (daemon === undefined || pipeline === undefined) throw new Error('a round has daemons and pipelines');
  if (choose.chance(0.4)) await dieMigrating(choose, daemon, verdict);
  for (const one of daemons) one.start();
  // Its own choices: how often it gets a turn must not change those of the faults.
  const feeder = startFeeder(place, seeded(choose.between(0, 1e9)));
  await until(async () => (await recordedRuns(place)).length > 0);
  await doFaults(
    choose,
    { folder, daemons: [daemon, ...otherDaemons], pipelines: [pipeline, ...otherPipelines] },
    round.faults,
    verdict,
  );
  const added = await feeder.stop();
  const last = Date.now();
  await until(() => isQuiet(place, project.pipelines, last, added.length));
  await Promise.all(
    daemons.map(async (one) => {
      const problem = await one.stop();
      if (problem !== undefined) verdict.broken.push(problem);
    }),
  );

  const runs = await recordedRuns(place);
  const audit = await recordedEvents(place, 'sluice.audit');
  for (const one of project.pipelines) {
    const deployed = audit.find(({ key }) => key.endsWith(`/${one.name}`));
    if (deployed === undefined) verdict.lost.push(`${one.name} was never deployed`);
    else checkFires(one, runs, deployed.event.at, last, verdict);
  }
  await checkExecutions(folder, 'tick', runs, last, verdict);
  await checkExecutions(folder, 'after', runs, last, verdict);
  await checkAlone(folder, verdict);
  checkRows(project.mode, added, await place.sinkIds(), runs, verdict);
  await checkEvents(place, runs, last, verdict);
}

/** Whether everything that was due has ended, is published, and the rows have moved. */
async function isQuiet(
  place: Place,
  pipelines: readonly RoundPipeline[],
  last: number,
  rows: number,
): Promise<boolean> {
  const runs = await recordedRuns(place);
  for (const { name, everyMs } of pipelines) {
    const own = runs.filter((run) => run.pipeline === name);
    if (own.some((run) => run.fireTime <= last && !FINAL.has(run.state))) return false;
    if (everyMs !== undefined && (own.at(-1)?.fireTime ?? 0) <= last) return false;
  }
  const feed = runs.filter((run) => run.pipeline === 'feed' && run.state === 'succeeded');
  const after = new Set(runs.filter((run) => run.pipeline === 'after').map((run) => run.fireTime));
  if (feed.some((run) => run.fireTime <= last && run.fireTime >= Math.min(...after) && !after.has(run.fireTime))) {
    return false;
  }
  if (new Set(await place.sinkIds()).size < rows) return false;
  return (await place.rows('sluice_event')).every((row) => row['published_at'] !== null || Number(row['at']) > last);
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + QUIET_PATIENCE_MS;
  while (performance.now() < end && !(await reached())) await sleep(150);
}

/** What the daemons printed in a round that fell, for whoever has to find out why. */
async function keepOutput(name: string, daemons: readonly RoundDaemon[]): Promise<void> {
  const folder = join(import.meta.dirname, '../../../.stack/proof');
  await mkdir(folder, { recursive: true });
  const text = daemons.map((daemon, index) => `==== daemon ${index + 1}\n${daemon.output}`).join('\n');
  await writeFile(join(folder, `${name}.log`), text);
}
