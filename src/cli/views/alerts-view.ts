import { say, wordsOf, type Catalogue, type Message } from '../../message/index.ts';
import type { SendOutcome, TriedChannel } from '../../runtime/index.ts';
import { formatDuration } from '../../time/index.ts';
import type { Terminal } from '../terminal.ts';

/** The published form: schemas/alerts-test.schema.json. */
export function trialDocument(
  { name, channel, environment }: TriedChannel,
  outcome: SendOutcome,
  catalogue: Catalogue | undefined,
): object {
  const why = outcome.kind === 'failed' ? outcome.why : outcome.kind === 'sent' ? outcome.note : undefined;
  return {
    formatVersion: '1.0',
    environment,
    channel: name,
    type: channel.type,
    outcome: outcome.kind,
    why: why === undefined ? null : wordsOf(why, catalogue),
    retryAfterMs: outcome.kind === 'limited' ? outcome.retryAfterMs : null,
  };
}

export function renderTrial(
  { name }: TriedChannel,
  outcome: SendOutcome,
  { paint }: Terminal,
  catalogue: Catalogue | undefined,
): string {
  const words = wordsOf(wordsFor(name, outcome), catalogue);
  return outcome.kind === 'sent' ? paint.green(words) : paint.red(words);
}

function wordsFor(name: string, outcome: SendOutcome): Message {
  switch (outcome.kind) {
    case 'sent':
      return outcome.note === undefined
        ? say`channel ${name} has taken the message`
        : say`channel ${name} has taken the message: ${outcome.note}`;
    case 'limited':
      return say`channel ${name} takes no more for ${formatDuration(outcome.retryAfterMs)}`;
    case 'failed':
      return say`channel ${name} has not taken the message: ${outcome.why}`;
    default:
      return outcome satisfies never;
  }
}
