import type { ArtefactEngine } from '../../compiler/index.ts';
import { say } from '../../message/index.ts';
import type { Engines } from '../ports/index.ts';
import { ok, type Check, type CheckResult } from './check.ts';
import { toldFailure } from './told-failure.ts';

/** Each engine of the environment is asked what it runs, as drift asks. */
export function engineChecks(used: readonly ArtefactEngine[], engines: Engines): readonly Check[] {
  return used.map((engine) => {
    const name = `engine.${engine.name}`;
    return { name, run: async () => [await lookAt(name, engine, engines)] };
  });
}

async function lookAt(name: string, engine: ArtefactEngine, engines: Engines): Promise<CheckResult> {
  try {
    const { version, jobs } = await engines.get(engine.type).look(engine, []);
    const live = jobs.filter(({ state }) => state === 'live').length;
    return version === undefined
      ? ok(name, say`\`${engine.type}\` answers, jobs of Sluice that run: ${live}`)
      : ok(name, say`\`${engine.type}\` ${version} answers, jobs of Sluice that run: ${live}`);
  } catch (thrown) {
    return toldFailure(name, thrown, say`see the address of the engine in sluice.yaml, and whether it runs`);
  }
}
