import type { Template } from './artefact/index.ts';
import { datasourcesOf } from './datasources-of.ts';
import type { DatasourceNode, PipelineNode } from './ir/index.ts';
import { plainNode, plainValue } from './plain-node.ts';

/** What the datasources of a pipeline's job say, by name, under the keys of their definitions. */
export function normaliseDatasources(pipeline: PipelineNode): Readonly<Record<string, Template>> {
  return Object.fromEntries(datasourcesOf(pipeline).map((datasource) => [datasource.name, normalised(datasource)]));
}

/** Thousands of pipelines share a datasource, and what it says. */
const known = new WeakMap<DatasourceNode, Template>();

function normalised(datasource: DatasourceNode): Template {
  const made = known.get(datasource) ?? plainDatasource(datasource);
  known.set(datasource, made);
  return made;
}

function plainDatasource({ kind: _kind, name: _name, at: _at, ...said }: DatasourceNode): Template {
  const { tables: _snapshot, hadoop, shards, brokers, ...rest } = said;
  const fields: Record<string, Template> = {};
  for (const [key, value] of Object.entries(rest)) if (value !== undefined) fields[key] = plainValue(value);
  if (hadoop !== undefined) fields['hadoop'] = hadoop.name;
  if (shards !== undefined) fields['shards'] = plainNode(shards);
  if (brokers.length > 0) fields['brokers'] = plainNode(brokers);
  return fields;
}
