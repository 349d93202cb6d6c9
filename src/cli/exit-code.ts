/** Exit codes of every verb (design: command line). */
export const EXIT = {
  done: 0,
  /** Findings, a failed operation, an unreadable file, no pipeline found. */
  failed: 1,
  usage: 64,
  /** No sluice.yaml, or the configuration cannot be used. */
  configuration: 78,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A mistake on the command line: said on stderr, exit 64. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly help: string | undefined;

  constructor(message: string, help?: string) {
    super(message);
    this.help = help;
  }
}

/** Something that was tried and failed through no mistake in the command, as a full disk: exit 1. */
export class FailedOperation extends Error {
  override readonly name = 'FailedOperation';
  readonly help: string | undefined;

  constructor(message: string, help: string | undefined, cause: unknown) {
    super(message, { cause });
    this.help = help;
  }
}

/** A setting that cannot be used: exit 78. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly help: string | undefined;

  constructor(message: string, help?: string) {
    super(message);
    this.help = help;
  }
}

/** A person ended a question with ctrl-c: exit 130, and nothing more is said. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
}
