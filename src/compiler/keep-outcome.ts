import {
  ARTEFACT_MEMBERS,
  artefactTexts,
  bytesOfTexts,
  compileArtefact,
  digest,
  digestOfAll,
  restoreArtefact,
  type Artefact,
  type ArtefactBrief,
  type ArtefactTexts,
  type CompiledArtefact,
} from './artefact/index.ts';
import { writeTextFile, type TextFile } from './cache/index.ts';
import type { CompilationOutcome, CompilationResult, DefinitionOutline } from './compilation-result.ts';
import type { ImportedModule, LoadedCodeOwners } from './load/index.ts';
import { ownershipOf, ownershipsOf } from './owners.ts';
import { makeBrief } from './plan/index.ts';

/** What a file of the cache says of an outcome, beside the texts of its artefacts. */
export interface KeptOutcome extends Pick<
  CompilationOutcome,
  'project' | 'environment' | 'diagnostics' | 'files' | 'fileNames' | 'incomplete' | 'policies' | 'backfills'
> {
  readonly definitions: readonly DefinitionOutline[];
  readonly moves: readonly (readonly [string, string])[];
  readonly defaultOwner?: string;
  /** They belong to the key too, but only a load knows which they are. */
  readonly imports: readonly ImportedModule[];
  readonly pipelines: readonly KeptPipeline[];
  /** Place of the text that has the briefs of all pipelines, in their order. */
  readonly briefs: number;
}

/** A pipeline, with the places of its artefact's members among the texts, in their order; -1 for none. */
type KeptPipeline = readonly [name: string, family: string | null, digest: string, members: readonly number[]];

/** Writes an outcome under a key, and gives it with digests that need not be computed again. */
export async function keepOutcome(
  { file, key }: { readonly file: string; readonly key: string },
  result: CompilationResult,
  imports: readonly ImportedModule[],
): Promise<CompilationOutcome> {
  const { project, environment, diagnostics, files, fileNames, incomplete, policies, model } = result;
  const known: CompiledArtefact[] = [];
  const definitions = (result.definitions ?? []).map(outlineOnly);
  await writeTextFile(file, key, (add) => {
    const shared = new Map<string, number>();
    const pipelines = result.pipelines.map(({ name, family, artefact }): KeptPipeline => {
      const texts = artefactTexts(artefact);
      const fixed = digest(bytesOfTexts(texts));
      known.push(compileArtefact(artefact, fixed));
      return [name, family ?? null, fixed, ARTEFACT_MEMBERS.map((member) => placeOf(texts, member, add, shared))];
    });
    return {
      project,
      environment,
      diagnostics,
      files,
      ...(fileNames === undefined ? {} : { fileNames }),
      incomplete,
      policies,
      ...(result.backfills === undefined ? {} : { backfills: result.backfills }),
      definitions,
      moves: [...(result.moves ?? [])],
      ...(model?.defaultOwner === undefined ? {} : { defaultOwner: model.defaultOwner }),
      imports,
      pipelines,
      briefs: add(JSON.stringify(result.pipelines.map(({ artefact }) => makeBrief(artefact)))),
    } satisfies KeptOutcome;
  });
  const { backfills } = result;
  const said = {
    project,
    environment,
    diagnostics,
    files,
    incomplete,
    policies,
    definitions,
    ...(backfills === undefined ? {} : { backfills }),
  };
  return outcomeOf(
    { ...said, ...(fileNames === undefined ? {} : { fileNames }), moves: result.moves ?? new Map() },
    known,
    () => result.ownerships,
    result.ownershipOf,
  );
}

/** Those that hardly two pipelines have alike. */
const OWN: ReadonlySet<keyof Artefact> = new Set(['job', 'pipeline']);

function placeOf(
  texts: ArtefactTexts,
  member: keyof Artefact,
  add: (text: string) => number,
  shared: Map<string, number>,
): number {
  const text = texts[member];
  if (text === undefined) return -1;
  if (OWN.has(member)) return add(text);
  const place = shared.get(text) ?? add(text);
  shared.set(text, place);
  return place;
}

/** What is made of all artefacts or definitions is made when it is asked for. */
function outcomeOf(
  said: Omit<CompilationOutcome, 'pipelines' | 'ownerships' | 'ownershipOf' | 'digest'>,
  pipelines: readonly CompiledArtefact[],
  ownerships: () => CompilationOutcome['ownerships'],
  ownershipOf: CompilationOutcome['ownershipOf'],
): CompilationOutcome {
  return {
    ...said,
    pipelines,
    ...(ownershipOf === undefined ? {} : { ownershipOf }),
    get ownerships() {
      return ownerships() ?? new Map();
    },
    get digest() {
      return digestOfAll(pipelines);
    },
  };
}

/** An outcome as it was written. */
export function restoreOutcome(
  { text }: TextFile,
  kept: KeptOutcome,
  codeOwners: LoadedCodeOwners | undefined,
): CompilationOutcome {
  const { pipelines: written, moves, defaultOwner, imports: _, briefs, ...said } = kept;
  const shared = new Map<number, unknown>();
  let known: readonly ArtefactBrief[] | undefined;
  const pipelines = written.map(([name, family, fixed, members], index) => {
    const placeIn = (member: keyof Artefact): number => members[ARTEFACT_MEMBERS.indexOf(member)] ?? -1;
    const textOf = (member: keyof Artefact): string | undefined =>
      placeIn(member) < 0 ? undefined : text(placeIn(member));
    return restoreArtefact({
      name,
      ...(family === null ? {} : { family }),
      digest: fixed,
      brief: () => (known ??= JSON.parse(text(briefs)) as readonly ArtefactBrief[])[index] as ArtefactBrief, // one for each
      texts: () => Object.fromEntries(ARTEFACT_MEMBERS.map((each) => [each, textOf(each)])) as ArtefactTexts, // all members
      read: (member) => {
        const place = placeIn(member);
        const written = textOf(member);
        const value: unknown = shared.get(place) ?? (written === undefined ? undefined : JSON.parse(written));
        if (!OWN.has(member)) shared.set(place, value);
        return value as Artefact[typeof member]; // the text is that member's
      },
    });
  });
  return outcomeOf(
    { ...said, moves: new Map(moves) },
    pipelines,
    () => ownershipsOf(said.definitions, defaultOwner, codeOwners),
    (definition, others = codeOwners) => ownershipOf(definition, defaultOwner, others),
  );
}

function outlineOnly({ name, at, owner, dependsOn, isFamily }: DefinitionOutline): DefinitionOutline {
  return { name, at, ...(owner === undefined ? {} : { owner }), dependsOn, isFamily };
}
