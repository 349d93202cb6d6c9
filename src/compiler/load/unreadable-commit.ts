import type { Message } from '../../message/index.ts';

/** Why a commit cannot be read. */
export interface CommitFailure {
  readonly failure:
    | 'no-git'
    | 'no-repository'
    | 'bare'
    | 'not-trusted'
    | 'unknown-commit'
    | 'no-common-commit'
    | 'unreadable';
  readonly message: Message;
  readonly help: Message;
}
