import { RESTORE_WINDOW_MS, type LocatedDiagnostic } from '../../compiler/index.ts';
import type { DesiredState, Log, Source, SourceStatus } from '../ports/index.ts';

/** Diagnostics logged one by one at most; the rest is in the store and on the page. */
const LOGGED = 20;
/** Names in one record of the log at most; their number is a field of its own. */
const NAMED = 10;

/** What is to be stored of a reading. */
export function statusOf(
  desired: DesiredState,
  source: Pick<Source, 'kind' | 'place'>,
  key: Pick<SourceStatus, 'project' | 'environment'>,
  checkedAt: number,
): SourceStatus {
  const { compilation, commit } = desired;
  const broken =
    compilation.project === undefined || compilation.diagnostics.some(({ severity }) => severity === 'error');
  return {
    ...key,
    ...originOf(source),
    ...(commit === undefined ? {} : { commit }),
    revision: desired.revision,
    state: broken ? 'broken' : 'synced',
    diagnostics: compilation.diagnostics,
    files: compilation.files,
    pipelines: compilation.pipelines.length,
    ...(compilation.policies.selfHeal === undefined ? {} : { selfHeal: compilation.policies.selfHeal }),
    restoreWindowMs: compilation.policies.restoreWindowMs ?? RESTORE_WINDOW_MS,
    compiled: compilation.pipelines.map(({ name }) => name).sort(),
    checkedAt,
  };
}

/** Where desired state comes from, as it is stored. */
export function originOf({ kind, place }: Pick<Source, 'kind' | 'place'>): Pick<SourceStatus, 'kind' | 'place'> {
  return { kind, ...(place === undefined ? {} : { place }) };
}

/** Whether a person would see a difference: the moment of checking alone is none. */
export function sameStatus(left: SourceStatus | undefined, right: SourceStatus): boolean {
  return left !== undefined && comparable(left) === comparable(right);
}

/** Says what is wrong with the files: one record a finding, its help as a field. */
export function logStatus(log: Log, status: SourceStatus): void {
  if (status.state !== 'broken') {
    log.info('definitions are in order', { count: status.pipelines, files: status.files });
    return;
  }
  const errors = status.diagnostics.filter(({ severity }) => severity === 'error');
  log.error('definitions have errors, what they hide keeps its last good version', { errors: errors.length });
  for (const error of errors.slice(0, LOGGED)) {
    const { line, column } = error.range.start;
    log.error(`${error.file}:${line}:${column} ${error.message}`, {
      code: error.code,
      ...(error.help === undefined ? {} : { help: error.help }),
    });
  }
}

/** Names as fields of a record: how many, and the first of them. */
export function namesAsFields(names: readonly string[]): { readonly count: number; readonly pipelines: string[] } {
  return { count: names.length, pipelines: names.slice(0, NAMED) };
}

function comparable({
  kind = 'folder',
  place,
  problem,
  revision,
  state,
  diagnostics,
  files,
  pipelines,
  compiled,
}: SourceStatus): string {
  const origin = [kind, place?.url, place?.ref, place?.path, problem?.code, problem?.message];
  return JSON.stringify([origin, revision, state, files, pipelines, compiled, diagnostics.map(comparableDiagnostic)]);
}

/** Not the objects as they are: a store gives their keys back in another order. */
function comparableDiagnostic(diagnostic: LocatedDiagnostic): unknown {
  const { line, column } = diagnostic.range.start;
  return [diagnostic.code, diagnostic.severity, diagnostic.file, line, column, diagnostic.message];
}
