import type { Migration } from './migration.ts';

/** How often the leader of an environment was asked to look at its source. */
export const NUDGES: Migration = {
  number: 5,
  name: 'nudges',
  mysql: [
    `CREATE TABLE IF NOT EXISTS sluice_nudge (
      \`project\` VARCHAR(128) NOT NULL,
      \`environment\` VARCHAR(128) NOT NULL,
      \`times\` BIGINT NOT NULL,
      PRIMARY KEY (\`project\`, \`environment\`)
    ) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
  ],
  sqlite: [
    `CREATE TABLE IF NOT EXISTS sluice_nudge (
      "project" TEXT NOT NULL,
      "environment" TEXT NOT NULL,
      "times" INTEGER NOT NULL,
      PRIMARY KEY ("project", "environment")
    )`,
  ],
};
