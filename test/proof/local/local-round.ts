import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempDir } from '../../support/temp-dir.ts';
import { writeFiles } from '../../support/write-files.ts';
import { checkRows } from '../runtime/check-effects.ts';
import { startFeeder } from '../runtime/feeder.ts';
import type { FeedMode, Place } from '../runtime/place.ts';
import { untilQuiet } from '../runtime/quiet.ts';
import { describeRun, FINAL, recordedRuns } from '../runtime/record.ts';
import { sqlitePlace } from '../runtime/sqlite-place.ts';
import { stackPlace, type Services } from '../runtime/stack-place.ts';
import { seeded, type Seeded } from '../support/seeded.ts';
import { Verdict } from '../support/verdict.ts';
import { checkTraces } from './check-traces.ts';
import { localProject } from './local-project.ts';
import { RunLives } from './run-lives.ts';

/** Runs of a round until it comes to rest. */
const LIVES = 8;

/**
 * One round: a table is written, and `sluice run` moves what is new of it, again and again, whatever befalls it. When nobody writes
 * any more and a run finds nothing new, tables and record are looked at.
 */
export async function runLocalRound(seed: number, services: Services | undefined): Promise<Verdict> {
  const verdict = new Verdict();
  const choose = seeded(seed);
  const mode = choose.pick(['append', 'upsert'] as const);
  await using folder = await tempDir('sluice-proof-');
  const name = `local_${process.pid}_${seed}`;
  await using place =
    services === undefined ? await sqlitePlace(folder.path, name, mode) : await stackPlace(services, name, mode, 1);
  await writeFiles(folder.path, { ...localProject(name, mode), ...place.files });
  const lives = new RunLives({ folder: folder.path, env: place.env });
  const added = await liveWhileFed(choose, place, lives, verdict);
  await check({ mode, place, lives, folder: folder.path, added, secrets: secretsOf(services) }, verdict);
  if (verdict.fell) await keepOutput(name, lives.printed);
  return verdict;
}

async function liveWhileFed(
  choose: Seeded,
  place: Place,
  lives: RunLives,
  verdict: Verdict,
): Promise<readonly number[]> {
  // Its own choices: how often it gets a turn must not change those of the faults.
  const feeder = startFeeder(place, seeded(choose.between(0, 1e9)));
  for (let life = 0; life < LIVES; life += 1) await lives.live(choose, verdict);
  const added = await feeder.stop();
  const left = await untilQuiet(async () => {
    await lives.run();
    const live = (await recordedRuns(place)).filter(({ state }) => !FINAL.has(state)).length;
    return live + added.length - new Set(await place.sinkIds()).size;
  });
  if (left !== 0) verdict.broken.push(`${left} rows or runs are left, and it becomes no less`);
  return added;
}

/** A round that has come to rest. */
interface Rested {
  readonly mode: FeedMode;
  readonly place: Place;
  readonly lives: RunLives;
  readonly folder: string;
  /** Rows that are in the source. */
  readonly added: readonly number[];
  readonly secrets: Readonly<Record<string, string>>;
}

async function check({ mode, place, lives, folder, added, secrets }: Rested, verdict: Verdict): Promise<void> {
  const runs = await recordedRuns(place);
  verdict.count('runs', runs.length);
  verdict.count(`rounds of ${mode}`);
  for (const run of runs) if (run.state !== 'succeeded') verdict.count(`runs ${run.state}`);
  checkRows(mode, added, await place.sinkIds(), runs, verdict);
  const last = runs.findLast(({ state }) => state === 'succeeded');
  if (added.length > 0 && Number(last?.cursorAfter ?? last?.cursorBefore) !== added.length)
    verdict.broken.push(`${last === undefined ? 'no run' : describeRun(last)} is the last, of ${added.length} rows`);
  await checkTraces({ folder, place, printed: lives.printed }, secrets, verdict);
}

function secretsOf(services: Services | undefined): Readonly<Record<string, string>> {
  if (services === undefined) return {};
  return {
    'the password of the database': services.mariadb.password,
    'the password of Redis': services.redis.password,
  };
}

/** What the runs printed in a round that fell, for whoever has to find out why. */
async function keepOutput(name: string, printed: string): Promise<void> {
  const folder = join(import.meta.dirname, '../../../.stack/proof');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.log`), printed);
}
