import type { Artefact } from '../../compiler/index.ts';
import { OperatingError } from '../errors.ts';
import type { AttemptStart, Engines, RunRecord } from '../ports/index.ts';
import { prepareAttempt, type PreparedAttempt } from './prepare-attempt.ts';

/**
 * Attempts that are prepared while their runs are being claimed, so that claim and start are one transaction: those whose artefact is
 * at hand, that read from no cursor, and that can be bound. All others are started after the claim, where what is missing is read
 * and what fails is told.
 */
export class FirstAttempts {
  readonly #engines: Engines;
  readonly #atHand: (digest: string) => Artefact | undefined;
  readonly #prepared = new Map<string, PreparedAttempt>();

  constructor(engines: Engines, atHand: (digest: string) => Artefact | undefined) {
    this.#engines = engines;
    this.#atHand = atHand;
  }

  /** As the store asks for it (`BeginAtOnce`). */
  readonly begin = (run: RunRecord): AttemptStart | undefined => {
    const artefact = this.#atHand(run.artefactDigest);
    if (artefact === undefined || artefact.pipeline.incremental !== undefined) return undefined;
    const prepared = prepareAttempt(this.#engines, artefact, run, run.attempts.length + 1, undefined);
    if (prepared instanceof OperatingError) return undefined;
    this.#prepared.set(run.id, prepared);
    return { engineRef: prepared.ref, values: prepared.request.job.values, cursor: undefined };
  };

  /** That of a run which began; undefined where what is on record is of another try of the same claim. */
  of(run: RunRecord): PreparedAttempt | undefined {
    const prepared = this.#prepared.get(run.id);
    const last = run.attempts.at(-1);
    const isOnRecord = prepared?.ref.id === last?.engineRef.id && prepared?.request.attempt === last?.number;
    return isOnRecord ? prepared : undefined;
  }
}
