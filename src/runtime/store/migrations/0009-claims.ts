import { columnStep } from './column-step.ts';
import { indexStep } from './index-step.ts';
import type { Migration } from './migration.ts';

const RANKED = ['project', 'environment', 'state', 'pools', 'claim_rank', 'not_before', 'id'];

/**
 * In which order runs are claimed, which pools they take a slot of, and until when they must have been claimed. Builds of before
 * write no rank: what they record comes first. They know no pools, and claim what is in one as if it were not.
 */
export const CLAIMS: Migration = {
  number: 9,
  name: 'claims',
  mysql: [
    columnStep('mysql', 'sluice_artefact', 'claim_facts', 'LONGTEXT'),
    columnStep('mysql', 'sluice_run', 'claim_rank', 'BIGINT NOT NULL DEFAULT 0'),
    columnStep('mysql', 'sluice_run', 'pools', "VARCHAR(255) NOT NULL DEFAULT ''"),
    indexStep('sluice_run_ranked', 'sluice_run', `(${RANKED.map((column) => `\`${column}\``).join(', ')})`),
    `CREATE TABLE IF NOT EXISTS sluice_pool (
      \`project\` VARCHAR(128) NOT NULL,
      \`environment\` VARCHAR(128) NOT NULL,
      \`name\` VARCHAR(160) NOT NULL,
      \`slots\` BIGINT NOT NULL,
      PRIMARY KEY (\`project\`, \`environment\`, \`name\`)
    ) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
    `CREATE TABLE IF NOT EXISTS sluice_deadline (
      \`run_id\` VARCHAR(64) NOT NULL,
      \`project\` VARCHAR(128) NOT NULL,
      \`environment\` VARCHAR(128) NOT NULL,
      \`start_by\` BIGINT NOT NULL,
      PRIMARY KEY (\`run_id\`),
      KEY sluice_deadline_next (\`project\`, \`environment\`, \`start_by\`)
    ) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
  ],
  sqlite: [
    columnStep('sqlite', 'sluice_artefact', 'claim_facts', 'TEXT'),
    columnStep('sqlite', 'sluice_run', 'claim_rank', 'INTEGER NOT NULL DEFAULT 0'),
    columnStep('sqlite', 'sluice_run', 'pools', "TEXT NOT NULL DEFAULT ''"),
    `CREATE INDEX IF NOT EXISTS sluice_run_ranked ON sluice_run (${RANKED.map((column) => `"${column}"`).join(', ')})`,
    `CREATE TABLE IF NOT EXISTS sluice_pool (
      "project" TEXT NOT NULL,
      "environment" TEXT NOT NULL,
      "name" TEXT NOT NULL,
      "slots" INTEGER NOT NULL,
      PRIMARY KEY ("project", "environment", "name")
    )`,
    `CREATE TABLE IF NOT EXISTS sluice_deadline (
      "run_id" TEXT NOT NULL,
      "project" TEXT NOT NULL,
      "environment" TEXT NOT NULL,
      "start_by" INTEGER NOT NULL,
      PRIMARY KEY ("run_id")
    )`,
    `CREATE INDEX IF NOT EXISTS sluice_deadline_next ON sluice_deadline ("project", "environment", "start_by")`,
  ],
};
