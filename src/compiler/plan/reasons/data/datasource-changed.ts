import { say, type Message } from '../../../../message/index.ts';
import type { Artefact } from '../../../artefact/index.ts';
import { groupBy } from '../../../diagnostics/index.ts';
import { isCredential } from '../../credentials.ts';
import { mayBeAnotherSchema } from '../../may-be-another-schema.ts';
import type { Meaning } from '../../meaning.ts';
import type { Finding } from '../../plan.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason, type UpdatedPipeline } from '../../reason.ts';
import { PLACE_FIELDS, renamedDatasource } from '../../renamed-datasource.ts';
import type { ValueChange } from '../../value-change.ts';

/** A datasource of the pipeline has another address, other credentials or properties. */
export const datasourceChanged: Reason = {
  reason: 'DATASOURCE_CHANGED',
  readsAnew: true,
  find(change) {
    if (!isUpdated(change)) return [];
    const others = valuesUnder(change, '/datasources').filter((value) => keyOf(value) !== 'limit');
    const byName = groupBy(others, ({ path }) => path.split('/')[2] ?? '');
    const changed = [...byName].map(([name, values]) => {
      const keys = [...new Set(values.map(keyOf))];
      return { ...toldOf(name, keys, change.after), paths: pathsOf(values) };
    });
    return [...changed, ...reachedOtherwise(change)];
  },
};

/** One place by two datasources, the second of which has other credentials or properties. */
function reachedOtherwise(change: UpdatedPipeline): readonly Omit<Finding, 'reason'>[] {
  const ends = (['source', 'sink'] as const).flatMap((side) => {
    const renamed = renamedDatasource(change, side);
    return renamed === undefined || renamed.differs.length === 0 ? [] : [{ ...renamed, path: `/${side}/datasource` }];
  });
  return [...groupBy(ends, ({ to }) => to)].map(([name, of]) => {
    const keys = [...new Set(of.flatMap(({ differs }) => differs))];
    return { ...toldOf(name, keys, change.after), paths: of.map(({ path }) => path) };
  });
}

function keyOf({ path }: ValueChange): string {
  return path.split('/')[3] ?? '';
}

function toldOf(
  name: string,
  keys: readonly string[],
  after: Artefact,
): { readonly meaning: Meaning; readonly consequence: Message } {
  const told = keys.join(', ');
  if (keys.some((key) => PLACE_FIELDS.has(key)))
    return {
      meaning: 'data-affecting',
      consequence: say`\`${name}\` is another place (${told}): what earlier runs read or wrote there is not in it, unless it was copied`,
    };
  if (mayBeAnotherSchema(name, keys, after))
    return {
      meaning: 'data-affecting',
      consequence: say`runs connect to \`${name}\` with other credentials (${told}): a table that is named without a schema may be another one`,
    };
  if (keys.every(isCredential))
    return { meaning: 'resource', consequence: say`runs connect to \`${name}\` with other credentials (${told})` };
  return { meaning: 'data-affecting', consequence: say`runs connect to \`${name}\` in another way (${told})` };
}
