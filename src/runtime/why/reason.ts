import type { Message } from '../../message/index.ts';
import type { WhyFacts } from './why-facts.ts';

/** Names, moments and words of a reason, as they are stored in JSON; its text is made of them alone. */
export type Details = Readonly<Record<string, string>>;

/**
 * What a reason is about: that there is nothing that could fire (`absent`), that something keeps it from firing (`standing`), what
 * became of one fire (`fire`), what its clock says (`clock`), or what is to be known beside (`beside`).
 */
export const REASON_SUBJECTS = ['absent', 'standing', 'fire', 'clock', 'beside'] as const;
/** One of {@link REASON_SUBJECTS}. */
export type ReasonSubject = (typeof REASON_SUBJECTS)[number];

/** One entry of the table of reasons. */
export interface Reason {
  readonly about: ReasonSubject;
  /** What the text needs, where the reason applies; undefined where it does not. */
  find(facts: WhyFacts): Details | undefined;
  /** One sentence that names the pipeline. */
  says(details: Details): Message;
  /** What to do, in the imperative; absent where there is nothing to be done. */
  help?(details: Details): Message;
}

/** A value that `find` has put there. */
export function of(details: Details, name: string): string {
  return details[name] ?? '';
}
