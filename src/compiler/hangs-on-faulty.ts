import { datasourcesOf } from './datasources-of.ts';
import type { PipelineNode } from './ir/index.ts';
import { calendarNameOf, isConcerned, type ProjectModel } from './lower/index.ts';
import type { PipelineDefinition } from './syntax/index.ts';

/**
 * Whether a pipeline is made of something of sluice.yaml or datasources/ that has an error, which is said there: it is checked, but
 * no job is made of it.
 */
export function hangsOnFaulty(
  node: PipelineNode,
  { schedule }: Pick<PipelineDefinition, 'schedule'>,
  model: ProjectModel,
): boolean {
  const {
    faultyDatasources,
    faultyEngines,
    isUndeclared,
    hasFaultyTimeZone,
    calendars,
    faultyFreezes = [],
    alerts,
  } = model;
  // Without its environment it would run where its author says that it must not.
  if (isUndeclared === true) return true;
  if (faultyEngines?.has(node.engine.name) === true) return true;
  // It would fire, and know its days, by another clock than its author's.
  const hasOwnZone = typeof schedule === 'object' && schedule.timeZone !== undefined;
  if (hasFaultyTimeZone === true && !hasOwnZone) return true;
  // What is wrong in a datasource may be a secret that is written out, which no job may hold.
  if (faultyDatasources.size > 0 && datasourcesOf(node).some(({ name }) => faultyDatasources.has(name))) return true;
  if (node.alerts?.channels.some(({ name }) => alerts?.faulty.has(name)) === true) return true;
  // Without its calendar or freeze it would run when its author says that it must not.
  const calendar = typeof schedule === 'object' ? schedule.calendar : undefined;
  if (calendar !== undefined && isFaulty(calendarNameOf(calendar), calendars)) return true;
  return faultyFreezes.some((freeze) => isConcerned(node, freeze));
}

function isFaulty(name: string, calendars: ProjectModel['calendars']): boolean {
  return calendars?.has(name) === true && calendars.get(name) === undefined;
}
