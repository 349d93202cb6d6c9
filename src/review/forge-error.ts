import { wordsOf, type Message } from '../message/index.ts';

/**
 * Why a forge did not do what it was asked. `uncertain`: a request that creates something got no answer, so it may have
 * been done. `refused`: the forge has answered with `status`.
 */
export class ForgeError extends Error {
  override readonly name = 'ForgeError';
  readonly kind: 'refused' | 'unreachable' | 'uncertain' | 'limited';
  readonly said: Message;
  readonly help: Message;
  /** HTTP status; undefined where no answer came. */
  readonly status: number | undefined;

  constructor(kind: ForgeError['kind'], said: Message, help: Message, status?: number, cause?: unknown) {
    super(wordsOf(said), cause === undefined ? {} : { cause });
    this.kind = kind;
    this.said = said;
    this.help = help;
    this.status = status;
  }
}

/** True for an answer with one of these statuses. */
export function isRefusal(thrown: unknown, ...statuses: readonly number[]): thrown is ForgeError {
  return thrown instanceof ForgeError && thrown.kind === 'refused' && statuses.includes(thrown.status ?? 0);
}
