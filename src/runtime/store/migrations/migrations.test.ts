import { describe, expect, test } from 'vitest';
import { textOf } from './migration.ts';
import { LAST_RELEASED, MIGRATIONS } from './migrations.ts';

/** What a build of the release before cannot go on beside. */
const BREAKS =
  /\b(DROP|RENAME|MODIFY|CHANGE|TRUNCATE|DELETE|UNIQUE|REFERENCES|TRIGGER)\b|\bCHECK\s*\(|^\s*(UPDATE|REPLACE)\b/i;

/** Why a statement cannot run while the release before goes on; undefined = it only adds. */
function breaks(statement: string): string | undefined {
  // A table of its own may have whatever it wants: nobody else writes it.
  if (/^\s*CREATE TABLE IF NOT EXISTS sluice_\w+\s*\(/i.test(statement)) return undefined;
  const [word] = BREAKS.exec(statement) ?? [];
  if (word !== undefined) return word;
  const adds = /\bADD COLUMN\b/i.test(statement);
  if (adds && /\bNOT NULL\b/i.test(statement) && !/\bDEFAULT\b/i.test(statement)) return 'NOT NULL without DEFAULT';
  return adds || /^\s*CREATE INDEX\b/i.test(statement) ? undefined : 'neither a table nor a column nor an index';
}

describe('a migration after the last release', () => {
  const later = MIGRATIONS.filter(({ number }) => number > LAST_RELEASED);

  test.each(later.map((migration) => [migration.name, migration] as const))('only adds: %s', (_name, migration) => {
    const found = [...migration.mysql, ...migration.sqlite].flatMap((step) => breaks(textOf(step)) ?? []);
    expect(found).toEqual([]);
  });

  test('is in the list in its order, under a number of its own', () => {
    const numbers = MIGRATIONS.map(({ number }) => number);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  });

  test.each([
    ['ALTER TABLE sluice_run DROP COLUMN reason', 'DROP'],
    ['ALTER TABLE sluice_run RENAME COLUMN reason TO why', 'RENAME'],
    ['ALTER TABLE sluice_run MODIFY reason TEXT NOT NULL', 'MODIFY'],
    ['ALTER TABLE sluice_run ADD COLUMN weight BIGINT NOT NULL', 'NOT NULL without DEFAULT'],
    ['CREATE UNIQUE INDEX sluice_x ON sluice_run (pipeline)', 'UNIQUE'],
    ["UPDATE sluice_run SET state = 'x'", 'UPDATE'],
    ['ALTER TABLE sluice_run ADD COLUMN weight BIGINT NOT NULL DEFAULT 0', undefined],
    ['ALTER TABLE sluice_run ADD COLUMN weight BIGINT', undefined],
    ['CREATE INDEX sluice_x ON sluice_run (pipeline)', undefined],
  ])('is judged by its statements: %s', (statement, expected) => {
    expect(breaks(statement)).toBe(expected);
  });
});
