/** One step of an offset: `+1d`, `-2h` or `/M`. y M w d are calendar units, h m s exact ones. */
export type Offset =
  | { readonly kind: 'add'; readonly amount: number; readonly unit: 'y' | 'M' | 'w' | 'd' | 'h' | 'm' | 's' }
  | { readonly kind: 'truncate'; readonly unit: 'y' | 'M' | 'w' | 'd' | 'h' };

/**
 * A value known only when a run starts. Times derive from the recorded fire time, never from a clock;
 * `secret` and `env` are resolved on the executor at launch, everything else by `bind`.
 */
export type RunTimeValue =
  | {
      readonly kind: 'time';
      readonly base: 'fire' | 'bizdate' | 'window.start' | 'window.end';
      readonly offsets: readonly Offset[];
      readonly format: string;
    }
  | { readonly kind: 'cursor' }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'environment' }
  | { readonly kind: 'pipeline' }
  | { readonly kind: 'secret'; readonly provider: 'env' | 'file'; readonly name: string }
  | { readonly kind: 'env'; readonly name: string; readonly fallback?: string };

/** Text with run-time values in it, parsed. Adjacent literal parts are joined; no part is empty. */
export interface RunTimeText {
  readonly kind: 'run-time-text';
  readonly parts: readonly (string | RunTimeValue)[];
}

/** A string of the user's, either plain or with run-time values. */
export type Text = string | RunTimeText;

/** What `bind` knows about a run. Times are UTC milliseconds. */
export interface RunTimeContext {
  readonly fireTime: number;
  /** The fire before this one by the schedule's arithmetic; equal to `fireTime` where there is none. */
  readonly previousFireTime: number;
  /** IANA zone of the schedule. */
  readonly timeZone: string;
  readonly cursor: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly environment: string;
  readonly pipeline: string;
}
