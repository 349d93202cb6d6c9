import type { Message } from '../message/index.ts';
import type { LocatedDiagnostic } from '../compiler/diagnostics/index.ts';

/**
 * Why something of an old job is not, or not the same, in the job that Sluice prints. Closed: a reader of
 * the result may switch over it.
 */
export const DIFFERENCE_REASONS = {
  'unknown-key': 'the engine does not know the key',
  'ignored-by-engine': 'the engine does not obey it',
  'wrong-place': 'it stands where the engine does not read it',
  'beyond-element-0': 'the engine reads the first element alone',
  'not-carried': 'Sluice has no place for it, or refuses it',
  secret: 'a password was written out',
  renamed: 'a name is written differently',
  rewritten: 'the same, written differently',
  added: 'Sluice says it and the old job did not',
  default: 'it says what is so anyway',
} as const satisfies Readonly<Record<string, string>>;

/** One of the reasons. */
export type DifferenceReason = keyof typeof DIFFERENCE_REASONS;

/** One thing that the old job and the printed one do not have in common. Secrets are shown as `(secret)`. */
export interface ImportDifference {
  /** In the old job, or in the printed one for what is added: `job.setting.log`. */
  readonly path: string;
  /** JSON of the old job; absent where it said nothing. */
  readonly from?: unknown;
  /** JSON of the printed job; absent where it says nothing. */
  readonly to?: unknown;
  readonly reason: DifferenceReason;
  /** One sentence for people. */
  readonly message: string;
}

/** A difference whose sentence is not yet said in a language. */
export interface FoundDifference extends Omit<ImportDifference, 'message'> {
  readonly message: Message;
}

/**
 * `exact`: the printed job is the old one. `listed`: every difference is named. `failed`: nothing is
 * written; `diagnostics` say why.
 */
export type ImportStatus = 'exact' | 'listed' | 'failed';

/** What became of one file. */
export interface ImportedFile {
  /** As it was given. */
  readonly from: string;
  /** Names of the pipelines that were made of it. */
  readonly pipelines: readonly string[];
  readonly status: ImportStatus;
  readonly differences: readonly ImportDifference[];
  readonly diagnostics: readonly LocatedDiagnostic[];
}
