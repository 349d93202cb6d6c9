import type { DatasourceNode, PipelineNode } from '../../compiler/index.ts';
import type { Clock } from '../ports/index.ts';
import { createScrubber, createSecrets } from '../secrets/index.ts';
import { NO_FACTS, type Facts } from './facts.ts';
import { inTime, TOO_LATE } from './in-time.ts';
import { LOOK_LIMITS, LOOKS_AT_ONCE, type LookContext, type LookLimits } from './look-context.ts';
import { enginesOf, wantedOf, type Wanted } from './wanted.ts';

export interface LookRequest {
  readonly root: string;
  /** Whose datasources and engines are looked at. */
  readonly pipelines: readonly PipelineNode[];
  /** Of the process: references are resolved from it. */
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
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
  const work: Look[] = [
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
      next.keep(await withinLimits(next, request, limits));
      open.delete(next.name);
      told();
    }
  };
  await Promise.all(Array.from({ length: Math.min(LOOKS_AT_ONCE, work.length) }, worker));
  return { datasources, engines };
}

const LAST_WORDS_MS = 1_000;
const NEVER = new AbortController().signal;

interface Look {
  readonly name: string;
  readonly look: (context: LookContext) => Promise<Facts>;
  readonly keep: (facts: Facts) => void;
}

/** One look in its time, with secrets of its own: one datasource's are unknown to another's texts, which need none. */
async function withinLimits({ look }: Look, request: LookRequest, limits: LookLimits): Promise<Facts> {
  const { root, clock, environment, signal, sizes = false } = request;
  const over = new AbortController();
  const scrubber = createScrubber();
  const secrets = createSecrets({ environment, onResolved: (value) => scrubber.remember(value) });
  const both = signal === undefined ? over.signal : AbortSignal.any([signal, over.signal]);
  const context: LookContext = { root, secrets, scrubber, clock, signal: both, limits, sizes };
  try {
    void clock.sleep(limits.totalMs, both).then(() => over.abort());
    // What has been found out by then is still told, so the look itself gets a moment to end.
    const facts = await inTime(look(context), limits.totalMs + LAST_WORDS_MS, { clock, signal: signal ?? NEVER });
    if (facts !== TOO_LATE) return facts;
    return { ...NO_FACTS, failures: [{ kind: 'silent', subject: '', key: ['type'] }] };
  } catch (thrown) {
    // A driver may throw anything when a server answers anything.
    const detail = scrubber.scrub(thrown instanceof Error ? thrown.message : String(thrown));
    return { ...NO_FACTS, failures: [{ kind: 'nonsense', subject: '', key: ['type'], detail }] };
  } finally {
    over.abort();
  }
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
