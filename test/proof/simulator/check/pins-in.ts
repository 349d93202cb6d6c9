import type { SharedDatabase } from '../world/shared-database.ts';

/** A pin as the database has it, beside what is deployed. */
export interface SimPin {
  readonly pipeline: string;
  /** Undefined where nothing is deployed. */
  readonly digest: string | undefined;
  readonly refused: string;
}

/** All pins, read by a statement of our own. */
export function pinsIn(database: SharedDatabase): readonly SimPin[] {
  return database
    .rows(
      `select c.pipeline, d.artefact_digest as digest, json_extract(c.details, '$.refused') as refused
       from sluice_condition c left join sluice_deployment d on d.pipeline = c.pipeline and d.state <> 'deleted'
       where c.type = 'pinned'`,
    )
    .map(({ pipeline, digest, refused }) => ({
      pipeline: String(pipeline),
      digest: digest === null ? undefined : String(digest),
      refused: String(refused),
    }));
}
