import type { DatasourceNode, PipelineNode } from '../../compiler/index.ts';
import type { Facts } from './facts.ts';
import { LOOK_LIMITS, LOOKS_AT_ONCE, type LookContext, type LookLimits } from './look-context.ts';
import { enginesOf, wantedOf, type Wanted } from './wanted.ts';
import { withinLimits, type Limited } from './within-limits.ts';

export interface LookRequest extends Limited {
  /** Whose datasources and engines are looked at. */
  readonly pipelines: readonly PipelineNode[];
  readonly limits?: LookLimits;
  /** Only sources are looked at, and how much is in them. */
  readonly sizes?: boolean;
  /** Told when a look begins and ends: the names that are still open, and how many there are in all. */
  readonly onProgress?: (open: readonly string[], all: number) => void;
}

/** What was found out, by the names of datasources and of engines. */
export interface Looks {
  readonly datasources: ReadonlyMap<string, Facts>;
  readonly engines: ReadonlyMap<string, Facts>;
}

/**
 * Looks at every real datasource and engine address that pipelines use, eight at a time. Reads only. A fault of one
 * is in its facts and never stops the others; nothing is thrown for what a server does.
 */
export async function lookAtDatasources(request: LookRequest): Promise<Looks> {
  const { pipelines, limits = LOOK_LIMITS, sizes = false } = request;
  const datasources = new Map<string, Facts>();
  const engines = new Map<string, Facts>();
  const work: NamedLook[] = [
    ...wantedOf(pipelines, sizes ? 'sources' : 'all').map((wanted) => ({
      name: wanted.datasource.name,
      look: (context: LookContext) => lookAt(wanted, context),
      keep: (facts: Facts) => void datasources.set(wanted.datasource.name, facts),
    })),
    ...(sizes ? [] : enginesOf(pipelines)).map((engine) => ({
      name: engine.name,
      look: async (context: LookContext) =>
        (await import('./address/look-at-address.ts')).lookAtEngine(engine, context),
      keep: (facts: Facts) => void engines.set(engine.name, facts),
    })),
  ];
  const open = new Set<string>();
  const queue = [...work];
  const told = (): void => request.onProgress?.([...open], work.length);
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      open.add(next.name);
      told();
      next.keep(await withinLimits(next.look, request, limits));
      open.delete(next.name);
      told();
    }
  };
  await Promise.all(Array.from({ length: Math.min(LOOKS_AT_ONCE, work.length) }, worker));
  return { datasources, engines };
}

interface NamedLook {
  readonly name: string;
  readonly look: (context: LookContext) => Promise<Facts>;
  readonly keep: (facts: Facts) => void;
}

async function lookAt(wanted: Wanted, context: LookContext): Promise<Facts> {
  const { datasource } = wanted;
  switch (depthOf(datasource)) {
    case 'mysql':
      return (await import('./mysql/look-at-mysql.ts')).lookAtMysql(datasource, wanted, context);
    case 'sqlite':
      return (await import('./sqlite/look-at-sqlite.ts')).lookAtSqlite(datasource, wanted, context);
    case 'kafka':
      return (await import('./kafka/look-at-kafka.ts')).lookAtKafka(datasource, wanted, context);
    case 'file':
      return (await import('./look-at-files.ts')).lookAtFiles(datasource, context.root);
    default:
      return (await import('./address/look-at-address.ts')).lookAtAddress(datasource, context);
  }
}

/** Shards have tables of their own, each in its database: only their addresses are tried. */
function depthOf({ type, shards }: DatasourceNode): string {
  if (shards !== undefined) return 'address';
  return type === 'mariadb' ? 'mysql' : type;
}
