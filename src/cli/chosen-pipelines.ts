import { nearName, say } from '../message/index.ts';
import type { PipelineJson } from '../server/index.ts';
import { UsageError } from './exit-code.ts';
import type { OperatorApi } from './operator-api.ts';
import { everyPage } from './plan/every-page.ts';
import { parseSelection, type SelectFlags } from './select/selection.ts';

/**
 * Names of the deployed pipelines that a verb is about: those that are named, and those that are selected, sorted. Throws a
 * usage error where there is none, or one of the names is none, before anything is done to any.
 */
export async function chosenPipelines(
  api: Pick<OperatorApi, 'get'>,
  names: readonly string[],
  flags: SelectFlags,
): Promise<readonly string[]> {
  const selection = parseSelection(flags);
  if (names.length === 0 && selection === undefined)
    throw new UsageError(say`no pipeline is named`, say`write names, or --select with a glob or a tag`);
  const deployed = (await everyPage<PipelineJson, object>(api, '/api/v1/pipelines')).flatMap(({ items }) => items);
  const known = new Set(deployed.map(({ name }) => name));
  for (const name of names) {
    if (known.has(name)) continue;
    const near = nearName(name, [...known]);
    throw new UsageError(
      say`no pipeline \`${name}\` is deployed; nothing was done`,
      near === undefined ? say`\`sluice status\` lists what is deployed` : say`is \`${near.name}\` meant?`,
    );
  }
  const selected = selection?.chosenOf(
    deployed.map(({ name, tags, owner }) => ({ name, tags, owners: owner === null ? [] : [owner] })),
    true,
  );
  return [...new Set([...names, ...(selected ?? [])])].sort();
}
