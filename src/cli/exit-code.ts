import { wordsOf, type Message } from '../message/index.ts';

/** Exit codes of every verb (design: command line). */
export const EXIT = {
  done: 0,
  /** Findings, a failed operation, an unreadable file, no pipeline found. */
  failed: 1,
  /** Changes are present; only with `--detailed-exitcode`. */
  changes: 2,
  usage: 64,
  /** No sluice.yaml, or the configuration cannot be used. */
  configuration: 78,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A text for people: a message, or words that are in the language of the run already. */
type Said = string | Message;

/** What ends a verb and is said on stderr in the language of the run, with what to do about it. */
export class EndOfVerb extends Error {
  readonly said: Said;
  readonly help: Said | undefined;

  constructor(said: Said, help?: Said, cause?: unknown) {
    super(typeof said === 'string' ? said : wordsOf(said), cause === undefined ? {} : { cause });
    this.said = said;
    this.help = help;
  }
}

/** A mistake on the command line: exit 64. */
export class UsageError extends EndOfVerb {
  override readonly name = 'UsageError';
}

/** Something that was tried and failed through no mistake in the command, as a full disk: exit 1. */
export class FailedOperation extends EndOfVerb {
  override readonly name = 'FailedOperation';
}

/** A setting that cannot be used: exit 78. */
export class ConfigurationError extends EndOfVerb {
  override readonly name = 'ConfigurationError';
}

/** A person ended a question with ctrl-c: exit 130, and nothing more is said. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
}
