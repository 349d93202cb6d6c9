import type { LocatedDiagnostic } from '../diagnostics/index.ts';
import { downstreamOf, readersOf } from './downstream.ts';
import { explainValues } from './explain-values.ts';
import { nextFiresOf } from './next-fires.ts';
import { pairPipelines, type Pair } from './pair-pipelines.ts';
import { planForm } from './plan-form.ts';
import type { Plan, PlanAction, PlannedChange } from './plan.ts';
import type { PlanFacts, PlanSide } from './plan-side.ts';
import type { ChangedPipeline } from './reason.ts';
import { findReasons } from './reasons/index.ts';
import { valueChanges } from './value-change.ts';

/** Desired against what was: what becomes of each pipeline, and what that means. Pure. */
export function planChanges(base: PlanSide, head: PlanSide, facts: PlanFacts): Plan {
  const pairs = pairPipelines(base, head, facts.moves);
  const readers = readersOf(head);
  const changes = pairs.flatMap((pair) => {
    if (pair.before === pair.after) return [];
    const change = changeOf(pair, base, head, facts, readers);
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
  readers: ReturnType<typeof readersOf>,
): PlannedChange {
  const deployed = facts.deployed?.get(from ?? name);
  const values = before && after ? valueChanges(planForm(before.artefact), planForm(after.artefact)) : [];
  const change: ChangedPipeline = {
    name,
    ...(before === undefined ? {} : { before: before.artefact }),
    ...(after === undefined ? {} : { after: after.artefact }),
    values,
    ...(deployed === undefined ? {} : { deployed }),
    base,
    head,
    facts,
  };
  const { findings, replaces } = findReasons(change);
  const file = facts.fileOf(name);
  return {
    pipeline: name,
    ...(from === undefined ? {} : { from }),
    action: actionOf(change, from, replaces),
    findings,
    values: explainValues(values, findings),
    nextFires: { before: nextFiresOf(change.before, facts.now), after: nextFiresOf(change.after, facts.now) },
    timeZone: (change.after ?? change.before)?.pipeline.schedule.timeZone ?? 'UTC',
    owners: facts.ownersOf(name),
    ...(file === undefined ? {} : { file }),
    downstream: downstreamOf(change, readers),
    digests: {
      ...(before === undefined ? {} : { before: before.digest }),
      ...(after === undefined ? {} : { after: after.digest }),
    },
  };
}

function actionOf({ before, after, values }: ChangedPipeline, from: string | undefined, replaces: boolean): PlanAction {
  if (before === undefined) return 'create';
  if (after === undefined) return 'delete';
  if (replaces) return 'replace';
  if (from !== undefined) return 'move';
  return values.length === 0 ? 'none' : 'update';
}
