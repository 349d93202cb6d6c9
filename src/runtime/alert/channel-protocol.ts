import type { Message } from '../../message/index.ts';
import type { AlertMessage } from '../ports/index.ts';
import type { RateLimit } from './wait-before.ts';

/** What is sent: a JSON body to the channel's address, with what is added to that. */
export interface ChannelRequest {
  /** Added to the query of the address. */
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What a service answered. */
export interface ChannelAnswer {
  readonly status: number;
  /** The header `retry-after`, in milliseconds. */
  readonly retryAfterMs?: number;
  /** At most the first 64 KiB. */
  readonly text: string;
}

/** What became of a message. */
export type SendOutcome =
  /** With a note where not all were told. */
  | { readonly kind: 'sent'; readonly note?: Message }
  /** The service takes no more for now; nothing was shown to anybody. */
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  /** Not taken. `retryable`: the same again later can be. */
  | { readonly kind: 'failed'; readonly retryable: boolean; readonly why: Message };

/** How one kind of channel is spoken to: pure, so that what is sent can be looked at without sending. */
export interface ChannelProtocol {
  /** What the service takes; all of them hold. */
  readonly limits: readonly RateLimit[];
  /** @param secret the channel's own, where it has one. @param now UTC milliseconds, for signatures. */
  request(message: AlertMessage, secret: string | undefined, now: number): ChannelRequest;
  judge(answer: ChannelAnswer): SendOutcome;
}
