import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { EngineNode } from '../ir/index.ts';
import type { PipelineRule } from './rule.ts';

/** What an engine cannot be reached without. */
const NEEDED: Partial<Record<EngineNode['type'], readonly ('url' | 'gateway')[]>> = { 'flink-sql': ['url', 'gateway'] };

const EXAMPLES = { url: 'http://jobmanager:8081', gateway: 'http://gateway:8083', home: '/opt/flinkx' };

/** The engine says where it is: an address, or the folder, script or jar that starts it. */
export const engineAddress: PipelineRule = {
  name: 'engine-address',
  *check({ engine }): Iterable<Diagnostic> {
    for (const key of NEEDED[engine.type] ?? []) {
      if (engine[key] === undefined) yield missing(engine, key);
    }
    const launched = engine.type === 'flinkx' || engine.type === 'chunjun';
    if (!launched) return;
    const isSession = engine.mode === 'session';
    // The jar holds what else lies in the folder; a script starts a process, and on a cluster there is none.
    const instead = isSession ? engine.jar : engine.script;
    if (engine.home === undefined && instead === undefined) yield missing(engine, 'home');
    if (isSession && engine.url === undefined) yield missing(engine, 'url');
  },
};

function missing(engine: EngineNode, key: keyof typeof EXAMPLES): Diagnostic {
  return makeDiagnostic(
    'SL0610',
    { ...engine.at, part: 'key' },
    say`engine \`${engine.name}\` (${engine.type}) has no \`${key}\``,
    {
      help: say`add \`${key}: ${EXAMPLES[key]}\``,
    },
  );
}
