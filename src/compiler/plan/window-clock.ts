import type { Schedule } from '../../time/index.ts';
import type { Artefact } from '../artefact/index.ts';

/**
 * The schedule that says where the window of a pipeline's fire begins: its own, or where it has none that of the first pipeline above it
 * that has one. As the scheduler has it (runtime/schedule/fire-dependents): the window is that of the first upstream's run of that fire.
 */
export function windowClock(
  artefact: Artefact,
  pipelines: { get(name: string): { readonly artefact: Artefact } | undefined },
): Schedule {
  const seen = new Set<string>();
  let { pipeline } = artefact;
  while (pipeline.schedule.kind === 'upstream' && !seen.has(pipeline.name)) {
    seen.add(pipeline.name);
    pipeline = pipelines.get(pipeline.dependsOn[0] ?? '')?.artefact.pipeline ?? pipeline;
  }
  return pipeline.schedule;
}
