import type { Message } from '../../message/index.ts';
import type { Location, Position } from '../text/index.ts';
import type { DiagnosticCode } from './codes.ts';

/** An `error` keeps a pipeline from being compiled; a `warning` and an `info` do not. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * A change that mends the problem, in terms of locations; `locateDiagnostics` asks the file's locator to turn it
 * into ranges and texts. A suggestion whose edits cannot be placed in the file (a computed value of TypeScript)
 * is left out there.
 */
export type Edit = ReplaceEdit | QuoteEdit | RemoveEdit | InsertEdit | MoveEdit;

/** The key or value at a location becomes this text, written as it stands in the file. */
export interface ReplaceEdit {
  readonly at: Location;
  readonly newText: string;
}

/** The plain value at a location gets quotes around it, as it is written: `1.10` becomes `"1.10"`. */
export interface QuoteEdit {
  readonly at: Location;
  readonly kind: 'quote';
}

/** The entry (key and value, or item of a list) at a location goes, with its line and its own comment. */
export interface RemoveEdit {
  readonly at: Location;
  readonly kind: 'remove';
}

/** The map at a location gets another entry, behind its last one, or behind the entry named `after`. */
export interface InsertEdit {
  readonly at: Location;
  readonly kind: 'insert';
  readonly key: string;
  /** The value as it is written on one line. */
  readonly newText: string;
  readonly after?: string;
}

/** The entry at a location becomes one of the map at `into`, indented as its siblings there. */
export interface MoveEdit {
  readonly at: Location;
  readonly kind: 'move';
  readonly into: Location;
}

/** `certain` edits are safe to apply without a look; `likely` ones are a good guess. */
export interface Suggestion {
  readonly message: Message;
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
  readonly message: Message;
  readonly at: Location;
  readonly labels?: readonly { readonly at: Location; readonly message: Message }[];
  readonly notes?: readonly Message[];
  readonly help?: Message;
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
  /** The code's page in the package; `sluice explain CODE` shows it. */
  readonly docsUrl: string;
  /** The same for the same finding after lines have moved, in every language; unique in one run. */
  readonly fingerprint: string;
}
