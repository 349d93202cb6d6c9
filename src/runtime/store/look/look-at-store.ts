import { sql } from 'kysely';
import type { CompiledArtefact } from '../../../compiler/index.ts';
import type { Clock, Deployment, Scope } from '../../ports/index.ts';
import type { Backend } from '../backend.ts';
import type { SchemaStatus } from '../../ports/index.ts';
import { schemaStatus } from '../migrations/schema-status.ts';
import { getArtefact } from '../queries/get-artefact.ts';
import { toDeployment } from '../records.ts';
import { createTransactor, type Reader } from '../transaction.ts';

/** A process that uses the store. */
export interface SeenProcess {
  readonly name: string;
  readonly version: string;
}

/**
 * A store as it is, of this version's schema or another one's: nothing is migrated, made or written. Only what every schema has is
 * read. Throws STORE_UNREACHABLE.
 */
export interface StoreLook {
  schema(): Promise<SchemaStatus>;
  /** What is deployed, by name; none where the store was never made. */
  deployments(scope: Partial<Scope>): Promise<readonly Deployment[]>;
  artefact(digest: string): Promise<CompiledArtefact | undefined>;
  /** Processes that were there last; none where the schema does not tell. */
  processes(): Promise<readonly SeenProcess[]>;
  close(): Promise<void>;
}

/** Opens nothing before the first question. */
export function lookAtStore(backend: Backend, clock: Pick<Clock, 'sleep'>): StoreLook {
  const { read, close } = createTransactor(backend, clock);
  const tables = async (db: Reader): Promise<ReadonlySet<string>> => {
    const statement =
      backend.flavour === 'mysql'
        ? sql<{
            readonly name: string;
          }>`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()`
        : sql<{ readonly name: string }>`SELECT name FROM sqlite_master WHERE type = 'table'`;
    return new Set((await statement.execute(db)).rows.map(({ name }) => name));
  };
  const where =
    <T>(table: string, empty: T, work: (db: Reader) => Promise<T>): (() => Promise<T>) =>
    () =>
      read(async (db) => ((await tables(db)).has(table) ? work(db) : empty));
  return {
    schema: () => read(async (db) => schemaStatus(db, await tables(db))),
    deployments: (scope) => where('sluice_deployment', [], (db) => deployed(db, scope))(),
    artefact: (digest) => where('sluice_artefact', undefined, (db) => getArtefact(db, digest))(),
    processes: where('sluice_process', [], (db) =>
      db.selectFrom('sluice_process').select(['name', 'version']).orderBy('name').execute(),
    ),
    close,
  };
}

/** By columns that the first schema has. */
async function deployed(db: Reader, { project, environment }: Partial<Scope>): Promise<readonly Deployment[]> {
  const rows = await db
    .selectFrom('sluice_deployment as d')
    .leftJoin('sluice_cursors as c', (join) =>
      join
        .onRef('c.project', '=', 'd.project')
        .onRef('c.environment', '=', 'd.environment')
        .onRef('c.pipeline', '=', 'd.pipeline'),
    )
    .select([
      'd.project',
      'd.environment',
      'd.pipeline',
      'd.generation',
      'd.observed_generation',
      'd.artefact_digest',
      'd.revision',
      'd.state',
      'd.next_fire_time',
      'd.last_fire_time',
      'd.applied_at',
      'c.value as cursor',
    ])
    .where('d.state', '<>', 'deleted')
    .$if(project !== undefined, (query) => query.where('d.project', '=', project ?? ''))
    .$if(environment !== undefined, (query) => query.where('d.environment', '=', environment ?? ''))
    .orderBy('d.pipeline')
    .execute();
  return rows.map(toDeployment);
}
