import type { BackfillDocument } from '../../../compiler/index.ts';
import { say, type Message } from '../../../message/index.ts';

/** What becomes of a file of `backfills/`, in words for every view. */
export function backfillWords({ action, consequence, estimatedRows }: BackfillDocument): {
  readonly action: Message;
  readonly effect: Message;
} {
  const effect =
    estimatedRows === null ? say`${consequence}` : say`${consequence}; some ${estimatedRows.toLocaleString('en')} rows`;
  switch (action) {
    case 'create':
      return { action: say`new`, effect };
    case 'change':
      return { action: say`changed`, effect };
    case 'remove':
      return { action: say`gone`, effect };
    default:
      return action satisfies never;
  }
}
