import type { Catalogue, Message } from '../../message/index.ts';
import {
  DIAGNOSTIC_CODES,
  locateDiagnostics,
  type Diagnostic,
  type DiagnosticCode,
  type LocatedDiagnostic,
} from '../../compiler/diagnostics/index.ts';
import type { Location, SourceFile } from '../../compiler/text/index.ts';
import type { JobVersion, JsonMember } from '../json/index.ts';

/** A stretch of the job file. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** The engines whose job files are `{ "job": ... }`. */
export type SyncEngine = 'flinkx' | 'chunjun';

/** Gathers the findings of one job file. One stretch of text has at most one: the first that was found. */
export class JobReport {
  readonly source: SourceFile;
  readonly engine: SyncEngine;
  readonly version: JobVersion;
  readonly #findings: Diagnostic[] = [];
  readonly #seen = new Set<string>();

  constructor(source: SourceFile, engine: SyncEngine, version: JobVersion) {
    this.source = source;
    this.engine = engine;
    this.version = version;
  }

  /** `FlinkX 1.11`: the engine as messages name it. */
  get engineName(): string {
    return `${this.engine === 'flinkx' ? 'FlinkX' : 'ChunJun'} ${this.version}`;
  }

  at({ start, end }: Place): Location {
    return { file: this.source.path, path: [], part: 'value', offsets: { start, end } };
  }

  add(
    code: DiagnosticCode,
    place: Place,
    message: Message,
    more: Pick<Diagnostic, 'notes' | 'help' | 'suggestions' | 'labels'> = {},
  ): void {
    const key = `${place.start}-${place.end}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#findings.push({ code, severity: DIAGNOSTIC_CODES[code].severity, message, at: this.at(place), ...more });
  }

  /** True until a finding of this code is there: some are worth saying once a file. */
  first(code: DiagnosticCode): boolean {
    return !this.#findings.some((finding) => finding.code === code);
  }

  /** The findings where they stand, in the words of a catalogue. */
  located(catalogue?: Catalogue): LocatedDiagnostic[] {
    const span = ({ offsets = { start: 0, end: 0 } }: Location): Place & { file: SourceFile } => ({
      file: this.source,
      ...offsets,
    });
    return locateDiagnostics(this.#findings, () => ({ span }), catalogue);
  }
}

/** The key of a member, its quotes included. */
export function keyPlace({ keyStart, keyEnd }: JsonMember): Place {
  return { start: keyStart, end: keyEnd };
}
