/** What a channel is to tell people, in words that are already of their language. */
export interface AlertMessage {
  /** The same for all that is told of one matter, so that a receiver can tell a repetition: never changes while it lasts. */
  readonly key: string;
  readonly status: 'firing' | 'resolved';
  /** One line. */
  readonly title: string;
  /** What follows, a line each. */
  readonly lines: readonly string[];
  /** Names and values for receivers that route by them; no secret. */
  readonly labels: Readonly<Record<string, string>>;
  /** Since when it holds, UTC milliseconds. */
  readonly startedAt: number;
  /** Since when it holds no more; only with `resolved`. */
  readonly endedAt?: number;
}

/** The title and the lines, one below the other. */
export function textOfMessage({ title, lines }: AlertMessage): string {
  return [title, ...lines].join('\n');
}
