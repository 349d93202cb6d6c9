import type { Condition, DeploymentKey, Scope } from '../../ports/index.ts';
import { toCondition } from '../records.ts';
import type { Reader } from '../transaction.ts';

/** What holds a deployment that a person has rolled back. */
export interface Pin {
  readonly condition: Condition;
  /** Digest of the version that was rolled back, which is not to be deployed again. */
  readonly refused: string;
  /** The revision that it came from. */
  readonly refusedRevision: string;
}

/** All pins of a scope, by pipeline. Few at any time: a person makes each. */
export async function pinsOf(db: Reader, { project, environment }: Scope): Promise<ReadonlyMap<string, Pin>> {
  const rows = await db
    .selectFrom('sluice_condition')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('type', '=', 'pinned')
    .execute();
  return new Map(rows.map((row) => [row.pipeline, toPin(toCondition(row))]));
}

/** The pin of a deployment; undefined = nobody has rolled it back. */
export async function pinOf(db: Reader, { project, environment, pipeline }: DeploymentKey): Promise<Pin | undefined> {
  const row = await db
    .selectFrom('sluice_condition')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', '=', pipeline)
    .where('type', '=', 'pinned')
    .executeTakeFirst();
  return row === undefined ? undefined : toPin(toCondition(row));
}

/** What a condition of the type `pinned` says. One that somebody has edited refuses nothing. */
export function toPin(condition: Condition): Pin {
  const text = (name: string): string => {
    const value = condition.details?.[name];
    return typeof value === 'string' ? value : '';
  };
  return { condition, refused: text('refused'), refusedRevision: text('refusedRevision') };
}
