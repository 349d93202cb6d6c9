import type { Artefact } from '../artefact/index.ts';
import type { LocatedDiagnostic } from '../diagnostics/index.ts';
import { isClockSetAnew } from './change-over.ts';
import { downstreamOf } from './downstream/downstream-of.ts';
import { Readers } from './downstream/readers.ts';
import { explainValues } from './explain-values.ts';
import { firingOf, type Firing } from './next-fires.ts';
import { pairPipelines, type Pair } from './pair-pipelines.ts';
import { pipelineChanges } from './pipeline-changes.ts';
import type { Plan, PlanAction, PlannedChange } from './plan.ts';
import type { PlanFacts, PlanSide } from './plan-side.ts';
import type { ChangedPipeline } from './reason.ts';
import { findReasons } from './reasons/index.ts';
import { runTimeValuesOf, type FiringArtefact } from './run-time-values.ts';
import { timesOf } from './times-of.ts';

/** Desired against what was: what becomes of each pipeline, and what that means. Pure. */
export function planChanges(base: PlanSide, head: PlanSide, facts: PlanFacts): Plan {
  const pairs = pairPipelines(base, head, facts.moves);
  const readers = new Readers(head);
  const renames = new Map(pairs.flatMap(({ name, from }) => (from === undefined ? [] : [[from, name] as const])));
  const formerNames = new Map([...renames].map(([from, name]) => [name, from] as const));
  const changes = pairs.flatMap((pair) => {
    if (pair.before === pair.after) return [];
    const change = changeOf(pair, base, head, facts, readers, renames, formerNames);
    return change.action === 'none' ? [] : [change];
  });
  return {
    project: facts.project,
    environment: facts.environment,
    base: base.origin,
    head: head.origin,
    now: facts.now,
    changes,
    unchanged: pairs.length - changes.length,
    broken: [...head.broken].sort(),
    notes: [],
    diagnostics: facts.diagnostics satisfies readonly LocatedDiagnostic[],
  };
}

function changeOf(
  { name, from, before, after }: Pair,
  base: PlanSide,
  head: PlanSide,
  facts: PlanFacts,
  readers: Readers,
  renames: ReadonlyMap<string, string>,
  formerNames: ReadonlyMap<string, string>,
): PlannedChange {
  const deployed = facts.deployed?.get(from ?? name);
  const values = before && after ? pipelineChanges(before.artefact, after.artefact, renames) : [];
  const recorded = deployed?.nextFireTime;
  const setsClock =
    after !== undefined &&
    (before === undefined ||
      isClockSetAnew({
        before: before.artefact,
        after: after.artefact,
        ...(deployed === undefined ? {} : { deployed }),
      }));
  const was = before && firingArtefact(before.artefact, base, facts.now, recorded);
  const is = after && firingArtefact(after.artefact, head, facts.now, setsClock ? undefined : recorded, was?.firing);
  const change: ChangedPipeline = {
    name,
    ...(before === undefined ? {} : { before: before.artefact }),
    ...(after === undefined ? {} : { after: after.artefact }),
    values,
    firing: { ...(was && { before: was.firing }), ...(is && { after: is.firing }) },
    runTimeValues: runTimeValuesOf(was, is, facts.now),
    ...(deployed === undefined ? {} : { deployed }),
    base,
    head,
    formerNames,
    facts,
  };
  const downstream = downstreamOf(change, readers);
  const { findings, replaces } = findReasons(change, downstream);
  const file = facts.fileOf(name);
  const size = facts.sizes?.get(name);
  return {
    pipeline: name,
    ...(from === undefined ? {} : { from }),
    action: actionOf(change, from, replaces),
    findings,
    values: explainValues(values, findings),
    ...timesOf(change, setsClock),
    runTimeValues: change.runTimeValues,
    ...(size === undefined ? {} : { size }),
    owners: facts.ownersOf(name),
    ...(file === undefined ? {} : { file }),
    downstream,
    digests: {
      ...(before === undefined ? {} : { before: before.digest }),
      ...(after === undefined ? {} : { after: after.digest }),
    },
  };
}

function firingArtefact(
  artefact: Artefact,
  side: PlanSide,
  now: number,
  onRecord: number | undefined,
  beside?: Firing,
): FiringArtefact {
  return { artefact, firing: firingOf(artefact, side, now, onRecord, beside) };
}

function actionOf({ before, after, values }: ChangedPipeline, from: string | undefined, replaces: boolean): PlanAction {
  if (before === undefined) return 'create';
  if (after === undefined) return 'delete';
  if (replaces) return 'replace';
  if (from !== undefined) return 'move';
  return values.length === 0 ? 'none' : 'update';
}
