import { say, type Message } from '../../message/index.ts';
import { FailedOperation, UsageError } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { isConfirmed, mayAsk, type Words } from './prompts.ts';

/** What has been shown to a person, and how to go on. */
export interface Shown {
  readonly flags: { readonly yes?: boolean; readonly input?: boolean };
  readonly question: Message;
  readonly words: Words;
  readonly terminal: Pick<Terminal, 'emit'>;
  /** Written for machines where that is all. */
  readonly document: object;
}

/**
 * Whether what was shown is to be done: at a yes, or at --yes without a question. False with --no-input alone: it was to be shown only.
 * Throws a failed operation at a no, a usage error where nobody is there to be asked.
 */
export async function isToBeDone({ flags, question, words, terminal, document }: Shown): Promise<boolean> {
  if (flags.yes === true) return true;
  if (!mayAsk(flags)) {
    terminal.emit(document);
    if (flags.input === false) return false;
    throw new UsageError(say`nobody is there to be asked whether it is to be done`, say`add --yes`);
  }
  if (await isConfirmed(question, words)) return true;
  throw new FailedOperation(say`nothing was done`);
}
