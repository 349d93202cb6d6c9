import { furtherMistakes, MOST_MISTAKES, type Diagnostic } from '../diagnostics/index.ts';
import type { Location } from '../text/index.ts';
import type { BackfillDefinition } from './backfill-definition.ts';
import type { DatasourceDefinition } from './datasource-definition.ts';
import * as schemas from './generated/schemas.js';
import * as validators from './generated/validators.js';
import type { PipelineDefinition } from './pipeline-definition.ts';
import { meantValue, type MeantValue } from './meant-value.ts';
import type { ProjectDefinition } from './project-definition.ts';
import type { SnapshotDefinition } from './snapshot-definition.ts';
import type { SchemaNode } from './schema-node.ts';
import { shapeDiagnostics } from './shape-diagnostics.ts';
import type { TestDefinition } from './test-definition.ts';

interface Definitions {
  readonly pipeline: PipelineDefinition;
  readonly datasource: DatasourceDefinition;
  readonly project: ProjectDefinition;
  readonly snapshot: SnapshotDefinition;
  readonly test: TestDefinition;
  readonly backfill: BackfillDefinition;
}

const KINDS = {
  pipeline: { validate: validators.pipeline, schema: schemas.pipeline },
  datasource: { validate: validators.datasource, schema: schemas.datasource },
  project: { validate: validators.project, schema: schemas.project },
  snapshot: { validate: validators.snapshot, schema: schemas.snapshot },
  test: { validate: validators.test, schema: schemas.test },
  backfill: { validate: validators.backfill, schema: schemas.backfill },
};

/** The JSON Schema of a kind of definition, with its descriptions. */
export function definitionSchema(kind: keyof Definitions): SchemaNode {
  return KINDS[kind].schema;
}

/** A definition of the right shape, or why it is not of that shape. */
export type Parsed<T> =
  | { readonly definition: T }
  | { readonly diagnostics: readonly Diagnostic[]; readonly meant?: MeantDefinition<T> };

/** What a misshapen definition is meant to be: nothing is made of it, but what else is wrong with it can be told. */
export interface MeantDefinition<T> extends Pick<MeantValue, 'isWhole' | 'told'> {
  readonly definition: T;
}

/** Checks the shape of a plain value. Never throws; the value itself is returned, not a copy. */
export function parseDefinition<K extends keyof Definitions>(
  kind: K,
  value: unknown,
  at: Location,
): Parsed<Definitions[K]> {
  const { validate, schema } = KINDS[kind];
  // The validator was generated from the schema that the definition's type describes.
  if (validate(value)) return { definition: value as Definitions[K] };
  const errors = validate.errors ?? [];
  const found = shapeDiagnostics(errors.slice(0, MOST_MISTAKES), schema, value, at);
  const further = errors.length - MOST_MISTAKES;
  if (further > 0) return { diagnostics: [...found, furtherMistakes(further, at.file)] };
  const meant = meantValue(value, at, found);
  if (meant === undefined || !validate(meant.value)) return { diagnostics: found };
  const { isWhole, told } = meant;
  return { diagnostics: found, meant: { definition: meant.value as Definitions[K], isWhole, told } };
}
