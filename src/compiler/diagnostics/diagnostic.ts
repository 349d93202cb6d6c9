import type { Location, Position } from '../text/index.ts';
import type { DiagnosticCode } from './codes.ts';

/** An `error` keeps a pipeline from being compiled; a `warning` and an `info` do not. */
export type Severity = 'error' | 'warning' | 'info';

/** An edit that mends the problem, in terms of a location; the renderer turns it into a range. */
export interface Edit {
  readonly at: Location;
  readonly newText: string;
}

/** `certain` edits are safe to apply without a look; `likely` ones are a good guess. */
export interface Suggestion {
  readonly message: string;
  readonly confidence: 'certain' | 'likely';
  readonly edits: readonly Edit[];
}

/**
 * A user's mistake, as a value. The message says what is wrong and stands alone (lower case, no full
 * stop, names in backticks); `notes` say why it matters, `help` says how to mend it.
 */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly at: Location;
  readonly labels?: readonly { readonly at: Location; readonly message: string }[];
  readonly notes?: readonly string[];
  readonly help?: string;
  readonly suggestions?: readonly Suggestion[];
}

/** A stretch of a file; the end is exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A diagnostic with its ranges computed: the published JSON form (design: command line, JSON). */
export interface LocatedDiagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly range: Range;
  readonly labels: readonly { readonly file: string; readonly range: Range; readonly message: string }[];
  readonly notes: readonly string[];
  readonly help?: string;
  readonly suggestions: readonly {
    readonly message: string;
    readonly confidence: 'certain' | 'likely';
    readonly edits: readonly { readonly file: string; readonly range: Range; readonly newText: string }[];
  }[];
  readonly docsUrl: string;
}
