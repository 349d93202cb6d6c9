import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';

/** What runs in place of a mode that makes a cluster for each job. */
const INSTEAD: Readonly<Record<string, string>> = {
  'yarn-per-job': 'yarn-session',
  'kubernetes-application': 'kubernetes-session',
};

/** A cluster that lives as long as its job takes the counters with it, and nobody can say how the job ended. */
export const engineMode: PipelineRule = {
  name: 'engine-mode',
  *check({ engine }): Iterable<Diagnostic> {
    const instead = engine.mode === undefined ? undefined : INSTEAD[engine.mode];
    if (instead === undefined || (engine.type !== 'flinkx' && engine.type !== 'chunjun')) return;
    yield makeDiagnostic(
      'SL0616',
      child(engine.at, 'mode'),
      say`engine \`${engine.name}\` makes a cluster for each job (\`${engine.mode ?? ''}\`), which is not run`,
      {
        notes: [
          say`such a cluster ends with its job, and with it what tells refused rows and the position that was read up to`,
        ],
        help: say`start one session cluster, and write \`mode: ${instead}\``,
      },
    );
  },
};
