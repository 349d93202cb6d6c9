import { describe, expect, it } from 'vitest';
import { runLocalRound } from '../proof/local/local-round.ts';
import { stack } from '../support/stack.ts';

const { mariadb, redis, kafka } = await stack();
/** Not a measure of anything: a round ends as long as work goes on, however slowly. */
const PATIENCE = { timeout: 900_000 };

describe('rounds of sluice run beside a table that is written', () => {
  it('loses no row and leaves no secret between files of SQLite', PATIENCE, async () => {
    const { problems } = await runLocalRound(1, undefined);
    expect(problems).toEqual([]);
  });

  it.skipIf(!mariadb || !redis || !kafka)(
    'loses no row and leaves no secret between tables of MariaDB',
    PATIENCE,
    async () => {
      if (!mariadb || !redis || !kafka) throw new Error('skipped without them');
      const { problems } = await runLocalRound(2, { mariadb, redis, kafka });
      expect(problems).toEqual([]);
    },
  );
});
