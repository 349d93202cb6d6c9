import type { Deployment, RecordedDeployment, Scope, Store } from '../ports/index.ts';
import type { DriftFact } from './drift-fact.ts';

/** Long enough to tell digests of one pipeline apart. */
const SHORT_DIGEST = 'sha256:'.length + 12;

/** Deployments whose row is not what its last event says: nobody but a person with a database client makes it so. */
export async function editedRows({
  store,
  project,
  environment,
}: Scope & { readonly store: Pick<Store, 'listDeployments' | 'deploymentsByEvents'> }): Promise<readonly DriftFact[]> {
  const scope = { project, environment };
  const differing = async (among?: ReadonlySet<string>): Promise<readonly DriftFact[]> => {
    const rows = (await store.listDeployments({ ...scope, includeDeleted: true })).filter(
      ({ pipeline }) => among?.has(pipeline) ?? true,
    );
    const events = await store.deploymentsByEvents(
      scope,
      rows.map(({ pipeline }) => pipeline),
    );
    return rows.flatMap((row): readonly DriftFact[] => {
      const event = events.get(row.pipeline);
      if (event === undefined || isSame(row, event)) return [];
      const { pipeline } = row;
      return [{ reason: 'ROW_EDITED', pipeline, engine: '', recorded: wordsOf(event), found: wordsOf(row) }];
    });
  };
  const first = await differing();
  if (first.length === 0) return [];
  // a change in between two reads is none of somebody else's: what is edited is so at a second look, and in the same way
  const found = new Map(first.map((fact) => [fact.pipeline, fact]));
  const again = await differing(new Set(found.keys()));
  return again.filter((fact) => {
    const before = found.get(fact.pipeline);
    return before?.recorded === fact.recorded && before?.found === fact.found;
  });
}

/** Whether a row is what its event says. */
export function isSame(row: Deployment, event: RecordedDeployment): boolean {
  return (
    row.generation === event.generation && row.artefactDigest === event.artefactDigest && row.state === event.state
  );
}

function wordsOf({ generation, artefactDigest, state }: RecordedDeployment): string {
  return `\`${state}, generation ${generation}, ${artefactDigest.slice(0, SHORT_DIGEST)}\``;
}
