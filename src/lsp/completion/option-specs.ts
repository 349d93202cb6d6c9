import { settingOptionsOf, type OptionSpec, type Path, type ProjectModel } from '../../compiler/index.ts';
import { engineOf, movementSide } from '../movement-side.ts';

/** An engine's own options at a path, and whose they are. */
export interface OptionTable {
  readonly specs: Readonly<Record<string, OptionSpec>>;
  /** `mysql on flinkx 1.11`. */
  readonly owner: string;
}

/**
 * The options that may be keys of the map at a path under `options` of source, sink or settings, on the engine
 * and version of the pipeline; undefined where the path is none, or the engine not known.
 */
export async function optionsAt(
  path: Path,
  definition: unknown,
  model: ProjectModel | undefined,
): Promise<OptionTable | undefined> {
  const [room, options, ...steps] = path;
  if (options !== 'options' || (room !== 'source' && room !== 'sink' && room !== 'settings')) return undefined;
  const top = room === 'settings' ? settingTable(definition, model) : await sideTable(room, definition, model);
  let specs = top?.specs;
  for (const step of steps) if (typeof step === 'string') specs = specs?.[step]?.members;
  return specs === undefined || top === undefined ? undefined : { specs, owner: top.owner };
}

/** The option at a path itself. */
export async function optionAt(
  path: Path,
  definition: unknown,
  model: ProjectModel | undefined,
): Promise<(OptionSpec & { readonly owner: string }) | undefined> {
  const last = path.findLastIndex((step) => typeof step === 'string');
  const name = path[last];
  const table = last < 2 ? undefined : await optionsAt(path.slice(0, last), definition, model);
  const spec = typeof name === 'string' && Object.hasOwn(table?.specs ?? {}, name) ? table?.specs[name] : undefined;
  return spec && { ...spec, owner: table?.owner ?? '' };
}

async function sideTable(
  role: 'source' | 'sink',
  definition: unknown,
  model: ProjectModel | undefined,
): Promise<OptionTable | undefined> {
  const { connector, engine, spec } = await movementSide(definition, role, model);
  if (connector === undefined || engine === undefined || spec === undefined) return undefined;
  return { specs: spec.options, owner: `${connector.name} ${role}, ${[engine.type, engine.version].join(' ').trim()}` };
}

function settingTable(definition: unknown, model: ProjectModel | undefined): OptionTable | undefined {
  const engine = engineOf(definition, model);
  return (
    engine && {
      specs: settingOptionsOf(engine.type, engine.version),
      owner: [engine.type, engine.version].join(' ').trim(),
    }
  );
}
