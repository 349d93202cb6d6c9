import { OperatingError } from './errors.ts';

/** Longest reason of a person, in characters: it is shown in tables, and kept in the audit for ever. */
const LONGEST_REASON = 1_000;

/** Throws INVALID_REQUEST for a reason that is too long to be kept. */
export function refuseLongReason(why: string | undefined): void {
  if (why === undefined || why.length <= LONGEST_REASON) return;
  throw new OperatingError('INVALID_REQUEST', `a reason has at most ${LONGEST_REASON} characters`, {
    retryable: false,
    help: 'say it shorter, or name the ticket',
  });
}
