import type { LocatedDiagnostic } from '../../compiler/index.ts';
import type { SourceStatus } from '../../runtime/index.ts';
import { FORMAT_VERSION, isoTime } from './format-version.ts';

/** What the reconciler last saw of the repository (schemas/diagnostics.schema.json). */
export interface DiagnosticsJson {
  readonly formatVersion: typeof FORMAT_VERSION;
  /** Null until the repository was looked at for the first time. */
  readonly source: {
    /** `apply`: only reviewed plans change what is deployed. */
    readonly kind: 'folder' | 'apply';
    readonly state: SourceStatus['state'];
    readonly revision: string;
    readonly checkedAt: string;
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
