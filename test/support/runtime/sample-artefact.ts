import {
  compileArtefact,
  type Artefact,
  type CompilationResult,
  type CompiledArtefact,
  type NormalisedPipeline,
} from '../../../src/compiler/index.ts';

/** A compiled pipeline with everything at rest: manual, one attempt, no policies that matter. */
export function sampleArtefact(
  name: string,
  pipeline: Partial<NormalisedPipeline> = {},
  engineType = 'local',
): CompiledArtefact {
  const artefact: Artefact = {
    formatVersion: '1.0',
    project: 'shop',
    environment: 'default',
    pipeline: {
      name,
      tags: [],
      state: 'running',
      schedule: { kind: 'manual', timeZone: 'UTC' },
      misfire: { policy: 'fire-once', limit: 1 },
      overlap: 'skip',
      dependsOn: [],
      retry: { attempts: 1, backoff: 'fixed', initialMs: 1_000, maxMs: 60_000 },
      priority: 0,
      parameters: [],
      work: { table: name },
      ...pipeline,
    },
    engine: { name: 'batch', type: engineType, config: {} },
    job: { file: 'job.json', template: { table: name } },
  };
  return compileArtefact(artefact);
}

export function sampleCompilation(
  pipelines: readonly CompiledArtefact[],
  changes: Partial<CompilationResult> = {},
): CompilationResult {
  return {
    project: 'shop',
    environment: 'default',
    pipelines,
    diagnostics: [],
    files: pipelines.length,
    incomplete: false,
    digest: pipelines.map(({ digest }) => digest).join('+'),
    policies: { prune: 'confirm', maxChangedShare: 0.3 },
    ...changes,
  };
}
