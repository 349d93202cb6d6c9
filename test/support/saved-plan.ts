import {
  planChanges,
  sideOf,
  toPlanDocument,
  toSavedPlan,
  type CompiledArtefact,
  type SavedPlan,
} from '../../src/compiler/index.ts';
import { readVersion } from '../../src/cli/version.ts';
import { sampleCompilation } from './runtime/sample-artefact.ts';

/** Version of Sluice that sample plans are made by. */
export const SAMPLE_VERSION = readVersion();

/** The saved plan that leads from some pipelines to others; `moves`: old names by new ones. */
export function samplePlan(
  before: readonly CompiledArtefact[],
  after: readonly CompiledArtefact[],
  moves: Readonly<Record<string, string>> = {},
  environment = 'default',
): SavedPlan {
  const [base, head] = [before, after].map((pipelines) =>
    sideOf(sampleCompilation(pipelines, { digest: `sha256:${'0'.repeat(64)}` }), { kind: 'folder' }),
  );
  if (base === undefined || head === undefined) throw new Error('there are two sides');
  const plan = planChanges(base, head, {
    project: 'shop',
    environment,
    now: Date.UTC(2026, 2, 2, 10),
    specOf: () => undefined,
    ownersOf: () => ['ann'],
    fileOf: () => undefined,
    moves: new Map(Object.entries(moves)),
    diagnostics: [],
  });
  return toSavedPlan({
    plan,
    document: toPlanDocument(plan),
    project: 'shop',
    pipelines: after,
    sluice: SAMPLE_VERSION,
  });
}
