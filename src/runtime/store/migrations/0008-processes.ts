import type { Migration } from './migration.ts';

/** Which processes there are, and what is drained of them. */
export const PROCESSES: Migration = {
  number: 8,
  name: 'processes',
  mysql: [
    `CREATE TABLE IF NOT EXISTS sluice_process (
      \`name\` VARCHAR(255) NOT NULL,
      \`host\` VARCHAR(255) NOT NULL,
      \`version\` VARCHAR(64) NOT NULL,
      \`project\` VARCHAR(128) NOT NULL,
      \`environment\` VARCHAR(128) NOT NULL,
      \`roles\` VARCHAR(255) NOT NULL,
      \`started_at\` BIGINT NOT NULL,
      \`seen_at\` BIGINT NOT NULL,
      \`drained\` BIGINT NOT NULL,
      PRIMARY KEY (\`name\`),
      KEY sluice_process_seen (\`seen_at\`)
    ) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
    `CREATE TABLE IF NOT EXISTS sluice_drain (
      \`target\` VARCHAR(255) NOT NULL,
      \`hand_over\` BIGINT NOT NULL,
      \`reason\` LONGTEXT,
      \`actor\` VARCHAR(255) NOT NULL,
      \`asked_at\` BIGINT NOT NULL,
      PRIMARY KEY (\`target\`)
    ) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
  ],
  sqlite: [
    `CREATE TABLE IF NOT EXISTS sluice_process (
      "name" TEXT NOT NULL,
      "host" TEXT NOT NULL,
      "version" TEXT NOT NULL,
      "project" TEXT NOT NULL,
      "environment" TEXT NOT NULL,
      "roles" TEXT NOT NULL,
      "started_at" INTEGER NOT NULL,
      "seen_at" INTEGER NOT NULL,
      "drained" INTEGER NOT NULL,
      PRIMARY KEY ("name")
    )`,
    `CREATE INDEX IF NOT EXISTS sluice_process_seen ON sluice_process ("seen_at")`,
    `CREATE TABLE IF NOT EXISTS sluice_drain (
      "target" TEXT NOT NULL,
      "hand_over" INTEGER NOT NULL,
      "reason" TEXT,
      "actor" TEXT NOT NULL,
      "asked_at" INTEGER NOT NULL,
      PRIMARY KEY ("target")
    )`,
  ],
};
