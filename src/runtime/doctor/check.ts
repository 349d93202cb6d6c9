import type { Message } from '../../message/index.ts';

/** `warning`: it works, and something may hurt later. `skipped`: it could not be looked at, or there is nothing to look at. */
export type CheckState = 'ok' | 'warning' | 'failed' | 'skipped';

/** What was looked at, what was seen, and what to do where that is not well. No secret is in it. */
export interface CheckResult {
  /** As `store.privileges`: the part, and what of it. */
  readonly name: string;
  readonly state: CheckState;
  readonly seen: Message;
  readonly fix?: Message;
}

/** One thing to look at; it may see several. Errors that it throws are told as what was seen. */
export interface Check {
  readonly name: string;
  run(signal: AbortSignal): Promise<readonly CheckResult[]>;
}

/** It is as it should be. */
export function ok(name: string, seen: Message): CheckResult {
  return { name, state: 'ok', seen };
}

/** It works, and may hurt later. */
export function warning(name: string, seen: Message, fix: Message): CheckResult {
  return { name, state: 'warning', seen, fix };
}

/** A daemon would not work with it. */
export function failed(name: string, seen: Message, fix?: Message): CheckResult {
  return { name, state: 'failed', seen, ...(fix === undefined ? {} : { fix }) };
}

/** It was not looked at, and why. */
export function skipped(name: string, seen: Message): CheckResult {
  return { name, state: 'skipped', seen };
}
