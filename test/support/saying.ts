import { wordsOf, type Message } from '../../src/message/index.ts';

/** Matches a message that has this text in its English words, as `expect.stringContaining` does for a text. */
export function saying(part: string): unknown {
  return {
    $$typeof: Symbol.for('jest.asymmetricMatcher'),
    asymmetricMatch: (message: Message): boolean => wordsOf(message).includes(part),
    toString: (): string => 'saying',
    toAsymmetricMatcher: (): string => `saying "${part}"`,
  };
}
