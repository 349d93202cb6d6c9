import type { LocatedDiagnostic } from '../../compiler/index.ts';
import type { SourceProblem, SourceStatus } from '../../runtime/index.ts';
import { FORMAT_VERSION, isoTime } from './format-version.ts';

/** What the reconciler last saw of the repository (schemas/diagnostics.schema.json). */
export interface DiagnosticsJson {
  readonly formatVersion: typeof FORMAT_VERSION;
  /** Null until the repository was looked at for the first time. */
  readonly source: {
    /** `apply`: only reviewed plans change what is deployed. */
    readonly kind: 'folder' | 'git' | 'apply';
    readonly state: SourceStatus['state'];
    readonly revision: string;
    readonly checkedAt: string;
    /** Of the source `git` only. */
    readonly repository?: {
      readonly url: string;
      readonly ref: string;
      readonly path: string;
      /** The one that was read last; null before the first. */
      readonly commit: {
        readonly id: string;
        readonly author: string;
        readonly subject: string;
        readonly committedAt: string;
      } | null;
    };
    /** Why nothing can be read, while the state is `unreadable`. */
    readonly problem?: SourceProblem;
  } | null;
  readonly summary: {
    readonly files: number;
    readonly pipelines: number;
    readonly errors: number;
    readonly warnings: number;
  };
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** The published form of what the reconciler last saw; undefined = it has not looked yet. */
export function toDiagnosticsJson(status: SourceStatus | undefined): DiagnosticsJson {
  const diagnostics = status?.diagnostics ?? [];
  return {
    formatVersion: FORMAT_VERSION,
    source:
      status === undefined
        ? null
        : {
            kind: status.kind ?? 'folder',
            state: status.state,
            revision: status.revision,
            checkedAt: isoTime(status.checkedAt),
            ...repositoryOf(status),
            ...(status.problem === undefined ? {} : { problem: status.problem }),
          },
    summary: {
      files: status?.files ?? 0,
      pipelines: status?.pipelines ?? 0,
      errors: diagnostics.filter((one) => one.severity === 'error').length,
      warnings: diagnostics.filter((one) => one.severity === 'warning').length,
    },
    diagnostics,
  };
}

function repositoryOf({ place, commit }: SourceStatus): Pick<NonNullable<DiagnosticsJson['source']>, 'repository'> {
  if (place === undefined) return {};
  const shown = commit === undefined ? null : { ...commit, committedAt: isoTime(commit.committedAt) };
  return { repository: { ...place, commit: shown } };
}
