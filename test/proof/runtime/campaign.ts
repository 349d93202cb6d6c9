import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TopicRecord } from '../../support/read-topic.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { writeFiles } from '../../support/write-files.ts';
import { type Seeded, seeded } from '../support/seeded.ts';
import { Verdict } from '../support/verdict.ts';
import { checkDeployed } from './check-deployed.ts';
import { checkAlone, checkExecutions, checkRows } from './check-effects.ts';
import { checkEvents } from './check-events.ts';
import { checkFires } from './check-fires.ts';
import { checkLog } from './check-log.ts';
import { dieMigrating, doFaults, type FaultCounts } from './faults.ts';
import { startFeeder } from './feeder.ts';
import type { Place } from './place.ts';
import { leftOf, untilQuiet } from './quiet.ts';
import { recordedEvents, recordedRuns } from './record.ts';
import { RoundDaemon } from './round-daemon.ts';
import { projectFile, type RoundPipeline, type RoundProject, roundProject } from './round-project.ts';
import { sqlitePlace } from './sqlite-place.ts';
import { type Services, stackPlace } from './stack-place.ts';
import type { Daemons } from './traps.ts';

/** One campaign: daemons work, round after round something happens to them, everything comes to rest, and the record is checked. */
export async function runCampaign(seed: number, services: Services | undefined, faults: FaultCounts): Promise<Verdict> {
  const verdict = new Verdict();
  const choose = seeded(seed);
  const project = roundProject(choose);
  await using folder = await tempDir('sluice-proof-');
  const name = `proof_${process.pid}_${seed}_${services === undefined ? 'sqlite' : 'stack'}`;
  await using place =
    services === undefined
      ? await sqlitePlace(folder.path, name, project.mode)
      : await stackPlace(services, name, project.mode, choose.pick([2, 3] as const));
  await writeFiles(folder.path, {
    'sluice.yaml': projectFile(name),
    ...place.files,
    ...Object.fromEntries(project.pipelines.map((one) => [`pipelines/${one.name}.yaml`, one.text(0)])),
  });
  const [first, ...others] = place.daemons.map((one) => new RoundDaemon(one.name, folder.path, one.env));
  if (first === undefined) throw new Error('a place has daemons');
  const daemons: Daemons = [first, ...others];
  try {
    await work(choose, { folder: folder.path, place, daemons, project, faults }, verdict);
  } finally {
    await Promise.all(daemons.map((daemon) => daemon[Symbol.asyncDispose]()));
    if (verdict.fell) await keepOutput(name, daemons);
  }
  return verdict;
}

interface Campaign {
  readonly folder: string;
  readonly place: Place;
  readonly daemons: Daemons;
  readonly project: RoundProject;
  readonly faults: FaultCounts;
}

async function work(choose: Seeded, campaign: Campaign, verdict: Verdict): Promise<void> {
  const { folder, place, daemons, project } = campaign;
  const [pipeline, ...otherPipelines] = project.pipelines;
  if (pipeline === undefined) throw new Error('a campaign has pipelines');
  if (choose.chance(0.4)) await dieMigrating(choose, daemons, verdict);
  for (const one of daemons) one.start();
  // Its own choices: how often it gets a turn must not change those of the faults.
  const feeder = startFeeder(place, seeded(choose.between(0, 1e9)));
  while ((await recordedRuns(place)).length === 0 && !daemons.every(({ hasEnded }) => hasEnded)) await sleep(150);
  await place.watchWriters();
  const editions = new Map<string, number>();
  const networks = place.daemons.flatMap(({ network }) => network ?? []);
  const pipelines: readonly [RoundPipeline, ...RoundPipeline[]] = [pipeline, ...otherPipelines];
  await doFaults(choose, { folder, daemons, networks, pipelines, editions }, campaign.faults, verdict);
  const added = await feeder.stop();
  const last = Date.now();
  const left = await untilQuiet(() => leftOf(place, pipelines, last, added.length));
  if (left > 0) verdict.broken.push(`${left} things that were due are not done, and it becomes no less`);
  await Promise.all(
    daemons.map(async (one) => {
      if (one.hasEnded) verdict.broken.push(`the daemon ${one.name} ended by itself`);
      const problem = await one.stop();
      if (problem !== undefined) verdict.broken.push(problem);
    }),
  );
  await check({ ...campaign, editions, added, last }, verdict);
}

/** A campaign that has come to rest. */
interface Rested extends Campaign {
  readonly editions: ReadonlyMap<string, number>;
  /** Rows that are in the source. */
  readonly added: readonly number[];
  /** What was due up to here must be done. */
  readonly last: number;
}

async function check({ folder, place, project, editions, added, last }: Rested, verdict: Verdict): Promise<void> {
  const runs = await recordedRuns(place);
  verdict.count('runs', runs.length);
  const audit = await recordedEvents(place, 'sluice.audit');
  for (const one of project.pipelines) {
    const deployed = audit.find(({ key }) => key.endsWith(`/${one.name}`));
    if (deployed === undefined) verdict.lost.push(`${one.name} was never deployed`);
    else checkFires(one, runs, deployed.event.at, last, verdict);
  }
  await checkDeployed(place, project.pipelines, editions, verdict);
  await place.checkWriters(verdict);
  const relaunches = relaunchesOf(await recordedEvents(place, 'sluice.runs'));
  await checkExecutions(folder, 'tick', runs, { until: last, relaunches }, verdict);
  await checkExecutions(folder, 'after', runs, { until: last, relaunches }, verdict);
  await checkAlone(folder, verdict);
  checkRows(project.mode, added, await place.sinkIds(), runs, verdict);
  await checkEvents(place, runs, last, verdict);
  await checkLog(folder, place, verdict);
}

/** By run: how often it was taken over between the record of its launch and that of its job. */
function relaunchesOf(events: readonly TopicRecord[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { event } of events.filter(
    ({ type, event: { data } }) => type === 'run.adopted' && data['to'] === 'starting',
  )) {
    const run = String(event.data['run']);
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

/** What the daemons printed in a campaign that fell, for whoever has to find out why. */
async function keepOutput(name: string, daemons: Daemons): Promise<void> {
  const folder = join(import.meta.dirname, '../../../.stack/proof');
  await mkdir(folder, { recursive: true });
  const text = daemons.map((daemon) => `==== daemon ${daemon.name}\n${daemon.output}`).join('\n');
  await writeFile(join(folder, `${name}.log`), text);
}
