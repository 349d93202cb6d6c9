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

/** What each action has of the states before and after; of any other one nothing is known that could be done. */
const HAS: Readonly<Record<string, { readonly before: boolean; readonly after: boolean }>> = {
  create: { before: false, after: true },
  update: { before: true, after: true },
  replace: { before: true, after: true },
  move: { before: true, after: true },
  delete: { before: true, after: false },
};

const DIGEST = /^sha256:[0-9a-f]{64}$/;

function isChange(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { pipeline, from, action, before, after } = value;
  if (typeof pipeline !== 'string' || pipeline === '' || typeof action !== 'string') return false;
  const has = Object.hasOwn(HAS, action) ? HAS[action] : undefined;
  return (
    has !== undefined &&
    isDigestWhere(has.before, before) &&
    isDigestWhere(has.after, after) &&
    (action === 'move' ? typeof from === 'string' && from !== '' : from === undefined)
  );
}

function isDigestWhere(isThere: boolean, value: unknown): boolean {
  return isThere ? typeof value === 'string' && DIGEST.test(value) : value === null;
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
  return (
    isObject(value) && Array.isArray(value['changes']) && value['changes'].every(isObject) && isObject(value['summary'])
  );
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
