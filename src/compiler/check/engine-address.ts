import { isSessionMode, type SessionMode } from '../../engine-versions/index.ts';
import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { EngineNode } from '../ir/index.ts';
import { child } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';

/** What an engine cannot be reached without. */
const NEEDED: Partial<Record<EngineNode['type'], readonly ('url' | 'gateway')[]>> = { 'flink-sql': ['url', 'gateway'] };

const EXAMPLES = {
  url: 'http://jobmanager:8081',
  gateway: 'http://gateway:8083',
  home: '/opt/flinkx',
  yarn: '{ resourceManagers: ["http://resourcemanager:8088"], application: Flink session cluster }',
  kubernetes: '{ cluster: flink-session }',
};

/** What says in each mode where the session cluster is; the first one is that which people are told to add. */
const PLACES: Readonly<Record<SessionMode, readonly ('url' | 'yarn' | 'kubernetes')[]>> = {
  session: ['url'],
  'yarn-session': ['yarn'],
  'kubernetes-session': ['kubernetes', 'url'],
};

/** The engine says where it is: an address, or the folder, script or jar that starts it. */
export const engineAddress: PipelineRule = {
  name: 'engine-address',
  *check({ engine }): Iterable<Diagnostic> {
    for (const key of NEEDED[engine.type] ?? []) {
      if (engine[key] === undefined) yield missing(engine, key);
    }
    const launched = engine.type === 'flinkx' || engine.type === 'chunjun';
    if (!launched) return;
    const { mode, yarn } = engine;
    const isSession = isSessionMode(mode);
    // The jar holds what else lies in the folder; a script starts a process, and on a cluster there is none.
    const instead = isSession ? engine.jar : engine.script;
    if (engine.home === undefined && instead === undefined) yield missing(engine, 'home');
    if (!isSession) return;
    const [wanted = 'url'] = PLACES[mode];
    if (PLACES[mode].every((key) => engine[key] === undefined)) yield missing(engine, wanted);
    if (mode === 'yarn-session' && yarn !== undefined && yarn.application === undefined) {
      yield makeDiagnostic(
        'SL0610',
        { ...child(engine.at, 'yarn'), part: 'key' },
        say`\`yarn\` of engine \`${engine.name}\` has no \`application\``,
        { help: say`add \`application:\` with the id of the session cluster, or the name that it runs under` },
      );
    }
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
