import { valueChanges, type CompiledArtefact, type JsonMap } from '../../compiler/index.ts';

/** A pipeline that means what it meant, and whose job this version prints otherwise. */
export interface ReprintedJson {
  readonly pipeline: string;
  readonly deployedDigest: string;
  readonly digest: string;
  /** JSON Pointers into the artefact, as many as are shown. */
  readonly paths: readonly string[];
}

/** More than these are not read. */
const SHOWN = 20;

/** Pipelines with another artefact and no change in the plan. */
export function reprinted(
  deployed: ReadonlyMap<string, CompiledArtefact>,
  made: readonly CompiledArtefact[],
  changed: ReadonlySet<string>,
): readonly ReprintedJson[] {
  return made.flatMap((one): readonly ReprintedJson[] => {
    const before = deployed.get(one.name);
    if (before === undefined || before.digest === one.digest || changed.has(one.name)) return [];
    // `as`: artefacts are JSON by their own contract
    const differences = valueChanges(before.artefact as unknown as JsonMap, one.artefact as unknown as JsonMap);
    const paths = differences.slice(0, SHOWN).map(({ path }) => path);
    return [{ pipeline: one.name, deployedDigest: before.digest, digest: one.digest, paths }];
  });
}
