import type { GlobalFlags } from '../terminal.ts';

/** Flags of `sluice review`. */
export interface ReviewFlags extends GlobalFlags {
  readonly forge?: string;
  readonly api?: string;
  readonly repository?: string;
  readonly number?: string;
  readonly head?: string;
  readonly base?: string;
  readonly token?: string;
  readonly plan?: string;
  readonly always?: boolean;
  readonly dryRun?: boolean;
}
