import { say } from '../../../message/index.ts';
import type { Artefact } from '../../artefact/index.ts';
import type { TargetName } from '../../connector/index.ts';
import { isMap } from '../compare/differences.ts';
import { formOf } from '../form-of.ts';
import type { PlanFacts } from '../plan-side.ts';
import { valuesUnder, type UpdatedPipeline } from '../reason.ts';
import { withoutRenamedDatasources } from '../renamed-datasource.ts';
import type { Restore } from './judge-restore.ts';

/** What the steps of a job of FlinkX or ChunJun are made of. */
const STEPS = [
  ...['connector', 'datasource', 'table', 'columns', 'where'].map((key) => `/source/${key}`),
  ...['connector', 'datasource', 'table', 'columns', 'mode', 'key'].map((key) => `/sink/${key}`),
  '/transform',
  '/settings/parallelism',
  '/engine/version',
];

/** Streams of FlinkX and ChunJun keep the position of their reader in checkpoints. No change of one was tried. */
export function judgeLaunched(change: UpdatedPipeline): Restore | undefined {
  const { before, after, facts } = change;
  const steps = withoutRenamedDatasources(change, valuesUnder(change, ...STEPS));
  if (steps.length === 0 || refusing(before, facts.specOf) !== undefined) return undefined;
  const refuses = refusing(after, facts.specOf);
  if (refuses !== undefined) {
    const sentence = say`\`${refuses}\` takes no checkpoints beside it: the stream keeps nothing any more, and begins anew at each start`;
    return { verdict: 'lost', sentence, at: ['/source/connector', '/sink/connector'] };
  }
  const sentence = say`whether it goes on from its last checkpoint is not known: nobody has tried it with a changed job of \`${after.engine.type}\``;
  return { verdict: 'unsure', sentence, at: STEPS };
}

/** The connector whose plugin refuses checkpoints, so that the job is printed without them. */
function refusing(artefact: Artefact, specOf: PlanFacts['specOf']): string | undefined {
  const form = formOf(artefact);
  return (['source', 'sink'] as const)
    .map((kind) => {
      const end = form[kind];
      const connector = isMap(end) ? end['connector'] : undefined;
      if (typeof connector !== 'string') return undefined;
      const side = specOf(connector)?.[kind][artefact.engine.type as TargetName]; // an artefact's engine type is a target's name
      return side?.plugin?.restores === false ? connector : undefined;
    })
    .find((connector) => connector !== undefined);
}
