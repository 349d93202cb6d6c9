import type { Migration } from './migration.ts';

/** Ranges of fires that are run after the fact, and what was handed out of them. Builds of before hand out nothing, and leave them as they are. */
export const BACKFILLS: Migration = {
  number: 10,
  name: 'backfills',
  mysql: [
    `CREATE TABLE IF NOT EXISTS sluice_backfill (
      \`id\` VARCHAR(64) NOT NULL,
      \`project\` VARCHAR(128) NOT NULL,
      \`environment\` VARCHAR(128) NOT NULL,
      \`pipeline\` VARCHAR(128) NOT NULL,
      \`name\` VARCHAR(255),
      \`range_from\` BIGINT NOT NULL,
      \`range_to\` BIGINT NOT NULL,
      \`fire_order\` VARCHAR(16) NOT NULL,
      \`concurrency\` BIGINT NOT NULL,
      \`allow_duplicates\` BIGINT NOT NULL,
      \`on_failure\` VARCHAR(16) NOT NULL,
      \`actor\` VARCHAR(255) NOT NULL,
      \`why\` LONGTEXT,
      \`state\` VARCHAR(16) NOT NULL,
      \`reason\` LONGTEXT,
      \`position\` BIGINT,
      \`total\` BIGINT NOT NULL,
      \`artefact_digest\` VARCHAR(128) NOT NULL,
      \`is_open\` BIGINT NOT NULL,
      \`created_at\` BIGINT NOT NULL,
      \`started_at\` BIGINT,
      \`ended_at\` BIGINT,
      \`version\` BIGINT NOT NULL,
      PRIMARY KEY (\`id\`),
      KEY sluice_backfill_open (\`project\`, \`environment\`, \`is_open\`, \`created_at\`),
      KEY sluice_backfill_pipeline (\`project\`, \`environment\`, \`pipeline\`, \`created_at\`)
    ) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
    `CREATE TABLE IF NOT EXISTS sluice_backfill_fire (
      \`backfill_id\` VARCHAR(64) NOT NULL,
      \`fire_time\` BIGINT NOT NULL,
      \`run_id\` VARCHAR(64) NOT NULL,
      \`standing\` VARCHAR(16) NOT NULL,
      PRIMARY KEY (\`backfill_id\`, \`fire_time\`),
      KEY sluice_backfill_fire_standing (\`backfill_id\`, \`standing\`),
      KEY sluice_backfill_fire_run (\`run_id\`)
    ) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
  ],
  sqlite: [
    `CREATE TABLE IF NOT EXISTS sluice_backfill (
      "id" TEXT NOT NULL,
      "project" TEXT NOT NULL,
      "environment" TEXT NOT NULL,
      "pipeline" TEXT NOT NULL,
      "name" TEXT,
      "range_from" INTEGER NOT NULL,
      "range_to" INTEGER NOT NULL,
      "fire_order" TEXT NOT NULL,
      "concurrency" INTEGER NOT NULL,
      "allow_duplicates" INTEGER NOT NULL,
      "on_failure" TEXT NOT NULL,
      "actor" TEXT NOT NULL,
      "why" TEXT,
      "state" TEXT NOT NULL,
      "reason" TEXT,
      "position" INTEGER,
      "total" INTEGER NOT NULL,
      "artefact_digest" TEXT NOT NULL,
      "is_open" INTEGER NOT NULL,
      "created_at" INTEGER NOT NULL,
      "started_at" INTEGER,
      "ended_at" INTEGER,
      "version" INTEGER NOT NULL,
      PRIMARY KEY ("id")
    )`,
    `CREATE INDEX IF NOT EXISTS sluice_backfill_open
      ON sluice_backfill ("project", "environment", "is_open", "created_at")`,
    `CREATE INDEX IF NOT EXISTS sluice_backfill_pipeline
      ON sluice_backfill ("project", "environment", "pipeline", "created_at")`,
    `CREATE TABLE IF NOT EXISTS sluice_backfill_fire (
      "backfill_id" TEXT NOT NULL,
      "fire_time" INTEGER NOT NULL,
      "run_id" TEXT NOT NULL,
      "standing" TEXT NOT NULL,
      PRIMARY KEY ("backfill_id", "fire_time")
    )`,
    `CREATE INDEX IF NOT EXISTS sluice_backfill_fire_standing ON sluice_backfill_fire ("backfill_id", "standing")`,
    `CREATE INDEX IF NOT EXISTS sluice_backfill_fire_run ON sluice_backfill_fire ("run_id")`,
  ],
};
