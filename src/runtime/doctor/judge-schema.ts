import { say } from '../../message/index.ts';
import { MIGRATIONS } from '../store/index.ts';
import { failed, ok, warning, type CheckResult } from './check.ts';

/** A migration that was made, and the oldest schema whose builds go on with it. */
export interface MadeMigration {
  readonly number: number;
  readonly worksFrom: number;
}

/** The newest schema that this build knows. */
export const KNOWN_SCHEMA = Math.max(...MIGRATIONS.map(({ number }) => number));

/** What the schema of a store means to this build. */
export function judgeSchema(made: readonly MadeMigration[], known = KNOWN_SCHEMA): CheckResult {
  const name = 'store.schema';
  const newest = Math.max(0, ...made.map(({ number }) => number));
  if (newest === 0) return ok(name, say`there are no tables yet: \`sluice serve\` makes them`);
  if (newest === known) return ok(name, say`schema ${newest}, as this build has it`);
  if (newest < known) return ok(name, say`schema ${newest}: \`sluice serve\` of this build brings it to ${known}`);
  const newer = made.filter(({ number }) => number > known);
  if (newer.every(({ worksFrom }) => worksFrom <= known))
    return warning(
      name,
      say`schema ${newest} is newer than this build's ${known}, and this build goes on with it`,
      say`upgrade this host soon`,
    );
  return failed(
    name,
    say`schema ${newest} is newer than this build's ${known}, and this build does not go on with it`,
    say`upgrade this host: schemas only go forward`,
  );
}
