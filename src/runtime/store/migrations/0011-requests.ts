import { columnStep } from './column-step.ts';
import type { Migration } from './migration.ts';

/**
 * Requests that their senders may repeat, with what became of them. Beside it what a backfill remembers: how many of its fires stand
 * where (null = to be counted), and which of its runs it made itself. Builds of before write neither: a backfill without counts is counted.
 */
export const REQUESTS: Migration = {
  number: 11,
  name: 'requests',
  mysql: [
    `CREATE TABLE IF NOT EXISTS sluice_request (
      \`project\` VARCHAR(128) NOT NULL,
      \`environment\` VARCHAR(128) NOT NULL,
      \`request_key\` VARCHAR(255) NOT NULL,
      \`digest\` VARCHAR(128) NOT NULL,
      \`run_id\` VARCHAR(64) NOT NULL,
      \`outcome\` VARCHAR(16) NOT NULL,
      \`created_at\` BIGINT NOT NULL,
      PRIMARY KEY (\`project\`, \`environment\`, \`request_key\`),
      KEY sluice_request_age (\`project\`, \`environment\`, \`created_at\`)
    ) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
    columnStep('mysql', 'sluice_backfill', 'counts', 'LONGTEXT'),
    columnStep('mysql', 'sluice_backfill_fire', 'is_own', 'BIGINT NOT NULL DEFAULT 1'),
  ],
  sqlite: [
    `CREATE TABLE IF NOT EXISTS sluice_request (
      "project" TEXT NOT NULL,
      "environment" TEXT NOT NULL,
      "request_key" TEXT NOT NULL,
      "digest" TEXT NOT NULL,
      "run_id" TEXT NOT NULL,
      "outcome" TEXT NOT NULL,
      "created_at" INTEGER NOT NULL,
      PRIMARY KEY ("project", "environment", "request_key")
    )`,
    `CREATE INDEX IF NOT EXISTS sluice_request_age ON sluice_request ("project", "environment", "created_at")`,
    columnStep('sqlite', 'sluice_backfill', 'counts', 'TEXT'),
    columnStep('sqlite', 'sluice_backfill_fire', 'is_own', 'INTEGER NOT NULL DEFAULT 1'),
    // On MySQL an index has the primary key at its end, and with it the order of the fires.
    `CREATE INDEX IF NOT EXISTS sluice_backfill_fire_next
      ON sluice_backfill_fire ("backfill_id", "standing", "fire_time")`,
  ],
};
