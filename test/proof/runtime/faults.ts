import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Seeded } from '../support/seeded.ts';
import type { Verdict } from '../support/verdict.ts';
import type { RoundDaemon } from './round-daemon.ts';
import type { RoundPipeline } from './round-project.ts';

const FAULTS = [
  'kill',
  'kill young',
  'kill at a point',
  'kill at a point',
  'kill at a point',
  'freeze',
  'freeze at a point',
  'freeze at a point',
  'stop',
  'edit',
] as const;

/** Where daemons die and stand still: before and after what must not be done by halves. */
const POINTS = [
  '^store\\.commit:before$',
  '^store\\.(recordFire|applyChanges|claimRuns):(before|after)$',
  '^store\\.(startAttempt|markRunning|finishAttempt|renewClaims):(before|after)$',
  '^engine\\.submit:(before|after)$',
  '^bus\\.publish:after$',
  '^store\\.markPublished:(before|after)$',
  '^(redis\\.acquire|store\\.(nextFence|acquireLease)):after$',
  '^redis\\.renew:(before|after)$',
] as const;
/** How long a daemon is given to come to its point, and how long it stands still there. */
const POINT_PATIENCE_MS = 3_000;
const FREEZES_MS = [300, 1_500, 4_500] as const;

/** What faults are done to. */
export interface Victims {
  readonly folder: string;
  readonly daemons: readonly [RoundDaemon, ...RoundDaemon[]];
  readonly pipelines: readonly [RoundPipeline, ...RoundPipeline[]];
}

/** A few faults, one after the other, with some time to work in between; every daemon lives at the end. */
export async function doFaults(choose: Seeded, victims: Victims, count: number, verdict: Verdict): Promise<void> {
  for (let edition = 1; edition <= count; edition++) {
    await sleep(choose.between(200, 2_200));
    const fault = choose.pick(FAULTS);
    const daemon = choose.pick(victims.daemons);
    verdict.count(`faults: ${fault}`);
    if (daemon.hasEnded) verdict.broken.push('a daemon ended by itself');
    switch (fault) {
      case 'kill':
        await daemon.kill();
        await sleep(choose.pick([0, 0, 300, 2_500]));
        daemon.start();
        break;
      case 'kill young':
        await daemon.kill();
        daemon.start();
        await sleep(choose.between(50, 900));
        await daemon.kill();
        daemon.start();
        break;
      case 'freeze': {
        // Longer than the lease, too: it wakes up believing that it leads.
        const ms = choose.pick(FREEZES_MS);
        daemon.signal('SIGSTOP');
        await sleep(ms);
        daemon.signal('SIGCONT');
        break;
      }
      case 'kill at a point':
        await daemon.kill();
        daemon.start({ signal: 'SIGKILL', nth: choose.between(1, 5), pattern: choose.pick(POINTS) });
        await comeToPoint(daemon, verdict);
        await daemon.kill();
        daemon.start();
        break;
      case 'freeze at a point':
        await daemon.kill();
        daemon.start({ signal: 'SIGSTOP', nth: choose.between(1, 5), pattern: choose.pick(POINTS) });
        if (await comeToPoint(daemon, verdict)) {
          await sleep(choose.pick(FREEZES_MS));
          daemon.signal('SIGCONT');
        } else {
          // It would stand still later, and nobody would wake it.
          await daemon.kill();
          daemon.start();
        }
        break;
      case 'stop': {
        const problem = await daemon.stop();
        if (problem !== undefined) verdict.broken.push(problem);
        await sleep(choose.between(0, 800));
        daemon.start();
        break;
      }
      case 'edit': {
        const pipeline = choose.pick(victims.pipelines);
        await writeFile(join(victims.folder, 'pipelines', `${pipeline.name}.yaml`), pipeline.text(edition));
        break;
      }
      default:
        fault satisfies never;
    }
  }
}

/** A first start that dies within the migrations of the store: the next one goes on from wherever that was. */
export async function dieMigrating(choose: Seeded, daemon: RoundDaemon, verdict: Verdict): Promise<void> {
  daemon.start({ signal: 'SIGKILL', nth: choose.between(1, 24), pattern: '^store\\.migration:' });
  await comeToPoint(daemon, verdict);
  await daemon.kill();
}

async function comeToPoint(daemon: RoundDaemon, verdict: Verdict): Promise<boolean> {
  let point: string | undefined;
  for (let waited = 0; waited < POINT_PATIENCE_MS && point === undefined; waited += 25) {
    await sleep(25);
    point = await daemon.sprung();
  }
  await daemon.forgetTrap();
  verdict.count(point === undefined ? 'points not come to' : 'points come to');
  return point !== undefined;
}
