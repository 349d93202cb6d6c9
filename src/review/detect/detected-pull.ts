/** What the environment of a CI says of the pull request that it runs for; flags fill in and overrule. */
export interface DetectedPull {
  readonly forge?: 'github' | 'gitlab' | 'gitee' | undefined;
  readonly api?: string | undefined;
  readonly repository?: string | undefined;
  readonly number?: number | undefined;
  /** The newest commit of the branch; in GitHub the working tree is often a merge of it into the base. */
  readonly head?: string | undefined;
}

/** The environment of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that is set to something. */
export function valueOf(environment: Environment, name: string): string | undefined {
  const value = environment[name];
  return value === undefined || value === '' ? undefined : value;
}

/** A whole number from 1; undefined otherwise. */
export function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}
