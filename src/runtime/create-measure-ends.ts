import type { EnginesOptions } from './create-engines.ts';
import type { MeasureEnds } from './ports/index.ts';

/** Asks the ends of movements as the engine in the process reaches them; its drivers are loaded when something is asked. */
export function createMeasureEnds({
  processEnvironment,
  clock,
  projectRoot,
}: Pick<EnginesOptions, 'processEnvironment' | 'clock' | 'projectRoot'>): MeasureEnds {
  return async (question) => {
    const [{ createMeasureEnds: create }, { createSecrets }] = await Promise.all([
      import('./engines/local/index.ts'),
      import('./secrets/index.ts'),
    ]);
    const secrets = createSecrets({ environment: { ...processEnvironment } });
    return create({ secrets, clock, projectRoot })(question);
  };
}
