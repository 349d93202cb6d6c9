import { readFileSync } from 'node:fs';
import path from 'node:path';

/** One change to a job of MySQL to MySQL, and what the real parser of each version did with it. */
export interface Variant {
  readonly name: string;
  readonly job: string;
  /** `accepted`, or the stage that refused it. */
  readonly '1.11': string;
  readonly '1.12': string;
  readonly '1.16': string;
}

export function variants(): Variant[] {
  const text = readFileSync(path.join(import.meta.dirname, 'parser-variants.json'), 'utf8');
  const { variants: all } = JSON.parse(text) as { variants: (Omit<Variant, 'name'> & { case: string })[] }; // our own file
  return all.map(({ case: name, ...rest }) => ({ name, ...rest }));
}
