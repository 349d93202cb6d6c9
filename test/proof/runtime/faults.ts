import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Seeded } from '../support/seeded.ts';
import type { Verdict } from '../support/verdict.ts';
import type { RoundDaemon } from './round-daemon.ts';
import type { RoundPipeline } from './round-project.ts';

const FAULTS = ['kill', 'kill', 'kill young', 'freeze', 'freeze', 'stop', 'edit'] as const;

/** What faults are done to. */
export interface Victims {
  readonly folder: string;
  readonly daemons: readonly [RoundDaemon, ...RoundDaemon[]];
  readonly pipelines: readonly [RoundPipeline, ...RoundPipeline[]];
}

/** A few faults, one after the other, with some time to work in between; every daemon lives at the end. */
export async function doFaults(choose: Seeded, victims: Victims, verdict: Verdict): Promise<void> {
  const count = choose.between(3, 6);
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
        const ms = choose.pick([300, 1_500, 4_500]);
        daemon.signal('SIGSTOP');
        await sleep(ms);
        daemon.signal('SIGCONT');
        break;
      }
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
