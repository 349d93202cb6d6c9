import { isSameSchedule } from '../../time/index.ts';
import type { Artefact } from '../artefact/index.ts';
import { isSame, type JsonValue } from './compare/differences.ts';
import { formOf } from './form-of.ts';
import { valueChanges, type ValueChange } from './value-change.ts';

/**
 * The values in which two artefacts differ in their plan forms; none where they do the same. Another spelling of a schedule that
 * fires at the same moments is none. A datasource that comes or goes follows from the value that names it, and is not told again;
 * nor is what an artefact of an earlier version does not say, or a dependency that has another name.
 *
 * @param renames New names of pipelines by their old ones.
 */
export function pipelineChanges(
  before: Artefact,
  after: Artefact,
  renames: ReadonlyMap<string, string> = new Map(),
): readonly ValueChange[] {
  const isSameClock = isSameSchedule(before.pipeline.schedule, after.pipeline.schedule);
  const waitsForTheSame = isSame(upstreamsOf(before, renames), upstreamsOf(after, new Map()));
  const waitsAlike = isSame(policyOf(before), policyOf(after));
  return valueChanges(formOf(before), formOf(after, before)).filter(
    ({ path }) =>
      !(path === '/schedule/cron' && isSameClock) &&
      !(UPSTREAMS.has(path) && waitsForTheSame && (waitsAlike || path !== '/dependsOn')) &&
      !WHOLE_DATASOURCE.test(path),
  );
}

/** Where the names are, in either form of `dependsOn`. */
const UPSTREAMS: ReadonlySet<string> = new Set(['/dependsOn', '/dependsOn/all', '/dependsOn/any']);

const WHOLE_DATASOURCE = /^\/datasources(?:\/[^/]+)?$/;

function policyOf({ pipeline: { upstreamPolicy = {} } }: Artefact): JsonValue {
  return { ...upstreamPolicy };
}

/** The pipelines that one waits for; the first apart where its clock says how long a window is. */
function upstreamsOf({ pipeline }: Artefact, renames: ReadonlyMap<string, string>): readonly (readonly string[])[] {
  const names = pipeline.dependsOn.map((name) => renames.get(name) ?? name);
  const first = pipeline.schedule.kind === 'upstream' ? names.slice(0, 1) : [];
  return [first, names.toSorted()];
}
