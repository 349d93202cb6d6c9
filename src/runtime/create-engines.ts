import { join } from 'node:path';
import { OperatingError } from './errors.ts';
import type { Clock, Engine, Engines, Log, Random } from './ports/index.ts';

/** Engine types that this build runs. */
export const ENGINE_TYPES = ['local', 'command', 'flink-sql', 'flinkx', 'chunjun'] as const;
/** One of {@link ENGINE_TYPES}. */
export type EngineType = (typeof ENGINE_TYPES)[number];

export interface EnginesOptions {
  readonly projectRoot: string;
  readonly stateDir: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Where secrets come from. */
  readonly processEnvironment: Readonly<Record<string, string | undefined>>;
  /** Only these; default all. */
  readonly types?: readonly EngineType[];
}

/** Loads the engines of these types; what they drive with is loaded by each when it first needs it. */
export async function createEngines(options: EnginesOptions): Promise<Engines> {
  const types = options.types ?? ENGINE_TYPES;
  const { createScrubber, createSecrets } = await import('./secrets/index.ts');
  const scrubber = createScrubber();
  const secrets = createSecrets({
    environment: { ...options.processEnvironment },
    onResolved: (value) => scrubber.remember(value),
  });
  const { clock, random, log, projectRoot } = options;
  const scrub = (line: string): string => scrubber.scrub(line);
  const make = async (type: EngineType): Promise<Engine> => {
    const workDir = join(options.stateDir, 'attempts', type);
    const common = { secrets, clock, random, scrub, log: log.child({ room: type }), projectRoot, workDir };
    const environment = options.processEnvironment;
    switch (type) {
      case 'local':
        return (await import('./engines/local/index.ts')).createLocalEngine(common);
      case 'command':
        return (await import('./engines/command/index.ts')).createCommandEngine({ ...common, environment });
      case 'flink-sql':
        return (await import('./engines/flink-sql/index.ts')).createFlinkSqlEngine(common);
      case 'flinkx':
        return (await import('./engines/flinkx/index.ts')).createFlinkxEngine({ ...common, environment });
      case 'chunjun':
        return (await import('./engines/chunjun/index.ts')).createChunjunEngine({ ...common, environment });
      default:
        return type satisfies never;
    }
  };
  const engines = new Map<string, Engine>();
  for (const type of types) engines.set(type, await make(type));
  return {
    get(type) {
      const engine = engines.get(type);
      if (engine !== undefined) return engine;
      throw new OperatingError('ENGINE_MISCONFIGURED', `this build does not run engines of type \`${type}\``, {
        retryable: false,
        help: `it runs ${types.join(', ')}`,
      });
    },
    async close() {
      for (const engine of engines.values()) await engine.close();
    },
  };
}
