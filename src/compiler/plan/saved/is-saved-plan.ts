import type { SavedPlan } from './saved-plan.ts';

type Members = Readonly<Record<string, unknown>>;

/** Whether plain JSON has the shape of a saved plan, as far as something is done with it: the rest its seal vouches for. */
export function isSavedPlan(value: unknown): value is SavedPlan {
  if (!isObject(value)) return false;
  const { base, head, changes, artefacts, plan } = value;
  return (
    ['sluice', 'project', 'environment', 'revision', 'seal'].every((name) => typeof value[name] === 'string') &&
    isObject(base) &&
    isObject(head) &&
    Array.isArray(changes) &&
    changes.every(isChange) &&
    areEachOnce(changes) &&
    isObject(artefacts) &&
    Object.values(artefacts).every(isArtefact) &&
    isPlanDocument(plan)
  );
}

function isChange(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { pipeline, from, action, before, after } = value;
  return (
    typeof pipeline === 'string' &&
    pipeline !== '' &&
    (from === undefined || (typeof from === 'string' && typeof before === 'string' && typeof after === 'string')) &&
    typeof action === 'string' &&
    [before, after].every((digest) => digest === null || typeof digest === 'string') &&
    (before !== null || after !== null)
  );
}

/** A name that two changes are about would be bound to two states. */
function areEachOnce(changes: readonly { readonly pipeline: string; readonly from?: string }[]): boolean {
  const names = changes.flatMap(({ pipeline, from }) => (from === undefined ? [pipeline] : [pipeline, from]));
  return new Set(names).size === names.length;
}

function isArtefact(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { formatVersion, project, environment, pipeline, engine, job } = value;
  return (
    [formatVersion, project, environment].every((each) => typeof each === 'string') &&
    isObject(pipeline) &&
    typeof pipeline['name'] === 'string' &&
    isObject(pipeline['schedule']) &&
    isObject(engine) &&
    typeof engine['type'] === 'string' &&
    isObject(job)
  );
}

function isPlanDocument(value: unknown): boolean {
  return isObject(value) && Array.isArray(value['changes']) && isObject(value['summary']);
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
