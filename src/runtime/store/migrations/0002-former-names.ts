import type { Migration } from './migration.ts';

/** Names that pipelines had before they were moved. */
export const FORMER_NAMES: Migration = {
  number: 2,
  name: 'former-names',
  mysql: [
    `CREATE TABLE IF NOT EXISTS sluice_former_name (
      \`project\` VARCHAR(128) NOT NULL,
      \`environment\` VARCHAR(128) NOT NULL,
      \`pipeline\` VARCHAR(128) NOT NULL,
      \`former\` VARCHAR(128) NOT NULL,
      \`moved_at\` BIGINT NOT NULL,
      PRIMARY KEY (\`project\`, \`environment\`, \`pipeline\`, \`former\`),
      KEY sluice_former_name_former (\`project\`, \`environment\`, \`former\`, \`moved_at\`)
    ) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
  ],
  sqlite: [
    `CREATE TABLE IF NOT EXISTS sluice_former_name (
      "project" TEXT NOT NULL,
      "environment" TEXT NOT NULL,
      "pipeline" TEXT NOT NULL,
      "former" TEXT NOT NULL,
      "moved_at" INTEGER NOT NULL,
      PRIMARY KEY ("project", "environment", "pipeline", "former")
    )`,
    `CREATE INDEX IF NOT EXISTS sluice_former_name_former
      ON sluice_former_name ("project", "environment", "former", "moved_at")`,
  ],
};
