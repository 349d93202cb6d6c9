import { inEnglish, say, wordsOf, type Message } from '../../message/index.ts';
import type { DriftFact, DriftReason, UnseenFact } from './drift-fact.ts';

/** Whose hand a record that lags behind waits for. */
const DAEMON = say`where no daemon runs, start \`sluice serve\``;

/** Long enough to tell digests of one project apart. */
const SHORT_DIGEST = 'sha256:'.length + 12;

/** What a drift is, and what to do about it: one sentence. */
export function driftMessage(fact: DriftFact): Message {
  return SENTENCES[fact.reason](fact);
}

/** What could not be compared, and why. */
export function unseenMessage(unseen: UnseenFact): Message {
  if (unseen.kind === 'elsewhere') {
    const { engine, hosts, runs } = unseen;
    return say`engine \`${engine}\` has running jobs on other hosts that are not compared (\`${hosts.join(', ')}\`: ${runs}): ask the server there, with --server`;
  }
  const { engine, code, error } = unseen;
  return inEnglish(
    say`engine \`${engine}\` cannot be asked (\`${code}\`: ${error}): what it runs is not compared`,
    say`engine \`${engine}\` cannot be asked (\`${code}\`): what it runs is not compared`,
  );
}

/** {@link driftMessage} in English. */
export function driftText(fact: DriftFact): string {
  return wordsOf(driftMessage(fact));
}

/** {@link unseenMessage} in English. */
export function unseenText(unseen: UnseenFact): string {
  return wordsOf(unseenMessage(unseen));
}

const SENTENCES: Readonly<Record<DriftReason, (fact: DriftFact) => Message>> = {
  JOB_MISSING: ({ run = '' }) =>
    say`run \`${run}\` is running on record, and the engine has no such job: the daemon ends it as lost and tries again where \`retry\` allows; ${DAEMON}`,
  JOB_ENDED: ({ run = '', found }) =>
    say`run \`${run}\` is running on record, and its job ${endWords(found)}: the daemon writes that down at its next look; ${DAEMON}`,
  JOB_ORPHANED: ({ run = '', attempt, job = '', recorded }) =>
    attempt === undefined
      ? say`job \`${job}\` runs, and its run \`${run}\` is over on record (\`${recorded ?? ''}\`): cancel the job in the engine, or it goes on writing`
      : say`job \`${job}\` runs, and attempt ${attempt} of run \`${run}\` is over on record (\`${recorded ?? ''}\`): cancel the job in the engine before the next attempt writes the same rows`,
  JOB_DOUBLED: ({ run = '', job = '', recorded }) =>
    say`run \`${run}\` has more than one job that runs: cancel \`${job}\` in the engine, on record is \`${recorded ?? ''}\`; rows may be there twice`,
  JOB_STRAY: ({ job = '', jobName = '' }) =>
    say`job \`${job}\` runs as \`${jobName}\`, a name as Sluice gives them, and no run on record has started it: cancel it in the engine, unless another Sluice uses the engine too`,
  JOB_OUTDATED: ({ run = '', recorded = '', found = '' }) =>
    say`run \`${run}\` goes on with artefact \`${shortDigest(found)}\`, and \`${shortDigest(recorded)}\` is deployed: cancel the run and start it anew for the change to take effect`,
  ARTEFACT_DAMAGED: ({ recorded = '' }) =>
    say`the stored artefact \`${shortDigest(recorded)}\` is not what its digest says, somebody has edited it: restore its row of \`sluice_artefact\`, or deploy any change of the pipeline, which writes another`,
  ARTEFACT_MISSING: ({ recorded = '' }) =>
    say`the deployed artefact \`${shortDigest(recorded)}\` is not in the store, so no run can start: restore its row of \`sluice_artefact\`, or deploy any change of the pipeline, which writes another`,
  ROW_EDITED: ({ recorded = '', found = '' }) =>
    say`somebody has edited its row of \`sluice_deployment\`: its last event says ${recorded}, and the row ${found}; with \`policies.selfHeal: record\` the daemon writes back what the event says, and any change of the pipeline replaces it`,
  ENGINE_VERSION_DIFFERS: ({ engine, recorded = '', found = '', pipelines = 1 }) =>
    say`engine \`${engine}\` reports version ${found}, and what is deployed on it is compiled for ${recorded} (pipelines: ${pipelines}): write its version into sluice.yaml, or give it the address of a cluster of that version`,
};

function endWords(found: string | undefined): Message {
  switch (found) {
    case 'succeeded':
      return say`has succeeded`;
    case 'failed':
      return say`has failed`;
    case 'cancelled':
      return say`was cancelled`;
    default:
      return say`is over, how is not known yet`;
  }
}

function shortDigest(digest: string): string {
  return digest.slice(0, SHORT_DIGEST);
}
