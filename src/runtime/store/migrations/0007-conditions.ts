import type { Migration } from './migration.ts';

/** What holds of a pipeline and cannot be computed from what else is on record. */
export const CONDITIONS: Migration = {
  number: 7,
  name: 'conditions',
  mysql: [
    `CREATE TABLE IF NOT EXISTS sluice_condition (
      \`project\` VARCHAR(128) NOT NULL,
      \`environment\` VARCHAR(128) NOT NULL,
      \`pipeline\` VARCHAR(128) NOT NULL,
      \`type\` VARCHAR(32) NOT NULL,
      \`subject\` VARCHAR(64) NOT NULL,
      \`reason\` VARCHAR(64) NOT NULL,
      \`message\` MEDIUMTEXT NOT NULL,
      \`since\` BIGINT NOT NULL,
      \`generation\` BIGINT NOT NULL,
      \`details\` MEDIUMTEXT NULL,
      PRIMARY KEY (\`project\`, \`environment\`, \`pipeline\`, \`type\`, \`subject\`)
    ) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
  ],
  sqlite: [
    `CREATE TABLE IF NOT EXISTS sluice_condition (
      "project" TEXT NOT NULL,
      "environment" TEXT NOT NULL,
      "pipeline" TEXT NOT NULL,
      "type" TEXT NOT NULL,
      "subject" TEXT NOT NULL,
      "reason" TEXT NOT NULL,
      "message" TEXT NOT NULL,
      "since" INTEGER NOT NULL,
      "generation" INTEGER NOT NULL,
      "details" TEXT,
      PRIMARY KEY ("project", "environment", "pipeline", "type", "subject")
    )`,
  ],
};
