/** How long a proof may take and from which seed it starts. */
export interface Budget {
  /** All of the time, from the beginning on; infinite where nobody has limited it. */
  readonly seconds: number;
  /** The first seed; the following rounds count on from it. */
  readonly seed: number;
  /** Milliseconds that are left of it. */
  leftMs(): number;
  /** False when a round of this many milliseconds would end too late. */
  hasTimeFor(ms: number): boolean;
  /** More rounds than this are not wanted. */
  readonly rounds: number;
}

/**
 * SLUICE_PROOF_SECONDS, SLUICE_PROOF_ROUNDS (as many as the proof is made of, or as fit) and SLUICE_PROOF_SEED (another one every
 * time where it is not given, so that every call looks where none has looked; it is printed, and given here it comes again).
 *
 * @param seconds How long where nobody has said so.
 */
export function readBudget(environment: Readonly<Record<string, string | undefined>>, seconds: number): Budget {
  const given = environment['SLUICE_PROOF_SEED'];
  const limit = Number(environment['SLUICE_PROOF_SECONDS'] ?? seconds);
  const endsAt = performance.now() + limit * 1_000;
  return {
    seconds: limit,
    seed: given === undefined ? Math.floor(Date.now() / 1_000) % 1_000_000_000 : Number(given),
    leftMs: () => endsAt - performance.now(),
    hasTimeFor: (ms) => performance.now() + ms <= endsAt,
    rounds: Number(environment['SLUICE_PROOF_ROUNDS'] ?? Number.POSITIVE_INFINITY),
  };
}

/** A line for people, before the last one. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
