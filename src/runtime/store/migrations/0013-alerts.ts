import type { Migration } from './migration.ts';

/**
 * Who is told of a pipeline, by its artefact; up to where its runs were judged; what is amiss, and the messages about it. Builds of
 * before compile nothing that says who is told; of what they store of newer ones (`sluice apply`) nobody is told until it is changed.
 */
export const ALERTS: Migration = {
  number: 13,
  name: 'alerts',
  mysql: [
    `CREATE TABLE IF NOT EXISTS sluice_alert_route (
      \`digest\` VARCHAR(128) NOT NULL,
      \`document\` MEDIUMTEXT NOT NULL,
      PRIMARY KEY (\`digest\`)
    ) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
    `CREATE TABLE IF NOT EXISTS sluice_alert_mark (
      \`project\` VARCHAR(128) NOT NULL,
      \`environment\` VARCHAR(128) NOT NULL,
      \`pipeline\` VARCHAR(128) NOT NULL,
      \`sequence\` BIGINT NOT NULL,
      PRIMARY KEY (\`project\`, \`environment\`, \`pipeline\`)
    ) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
    `CREATE TABLE IF NOT EXISTS sluice_alert (
      \`project\` VARCHAR(128) NOT NULL,
      \`environment\` VARCHAR(128) NOT NULL,
      \`pipeline\` VARCHAR(128) NOT NULL,
      \`reason\` VARCHAR(32) NOT NULL,
      \`document\` MEDIUMTEXT NOT NULL,
      PRIMARY KEY (\`project\`, \`environment\`, \`pipeline\`, \`reason\`)
    ) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
    `CREATE TABLE IF NOT EXISTS sluice_alert_message (
      \`id\` VARCHAR(80) NOT NULL,
      \`project\` VARCHAR(128) NOT NULL,
      \`environment\` VARCHAR(128) NOT NULL,
      \`channel\` VARCHAR(128) NOT NULL,
      \`state\` VARCHAR(16) NOT NULL,
      \`created_at\` BIGINT NOT NULL,
      \`not_before\` BIGINT NOT NULL,
      \`settled_at\` BIGINT NOT NULL,
      \`tries\` BIGINT NOT NULL,
      \`document\` MEDIUMTEXT NOT NULL,
      PRIMARY KEY (\`id\`),
      KEY sluice_alert_message_state (\`project\`, \`environment\`, \`state\`, \`settled_at\`)
    ) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
  ],
  sqlite: [
    `CREATE TABLE IF NOT EXISTS sluice_alert_route (
      "digest" TEXT NOT NULL,
      "document" TEXT NOT NULL,
      PRIMARY KEY ("digest")
    )`,
    `CREATE TABLE IF NOT EXISTS sluice_alert_mark (
      "project" TEXT NOT NULL,
      "environment" TEXT NOT NULL,
      "pipeline" TEXT NOT NULL,
      "sequence" INTEGER NOT NULL,
      PRIMARY KEY ("project", "environment", "pipeline")
    )`,
    `CREATE TABLE IF NOT EXISTS sluice_alert (
      "project" TEXT NOT NULL,
      "environment" TEXT NOT NULL,
      "pipeline" TEXT NOT NULL,
      "reason" TEXT NOT NULL,
      "document" TEXT NOT NULL,
      PRIMARY KEY ("project", "environment", "pipeline", "reason")
    )`,
    `CREATE TABLE IF NOT EXISTS sluice_alert_message (
      "id" TEXT NOT NULL,
      "project" TEXT NOT NULL,
      "environment" TEXT NOT NULL,
      "channel" TEXT NOT NULL,
      "state" TEXT NOT NULL,
      "created_at" INTEGER NOT NULL,
      "not_before" INTEGER NOT NULL,
      "settled_at" INTEGER NOT NULL,
      "tries" INTEGER NOT NULL,
      "document" TEXT NOT NULL,
      PRIMARY KEY ("id")
    )`,
    `CREATE INDEX IF NOT EXISTS sluice_alert_message_state
      ON sluice_alert_message ("project", "environment", "state", "settled_at")`,
  ],
};
