import type { Migration } from './migration.ts';

/** How far each chain of events is told of in a head record. */
export const EVENT_MARKS: Migration = {
  number: 3,
  name: 'event-marks',
  mysql: [
    `CREATE TABLE IF NOT EXISTS sluice_event_mark (
      \`topic\` VARCHAR(64) NOT NULL,
      \`event_key\` VARCHAR(400) NOT NULL,
      \`sequence\` BIGINT NOT NULL,
      PRIMARY KEY (\`topic\`, \`event_key\`)
    ) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
  ],
  sqlite: [
    `CREATE TABLE IF NOT EXISTS sluice_event_mark (
      "topic" TEXT NOT NULL,
      "event_key" TEXT NOT NULL,
      "sequence" INTEGER NOT NULL,
      PRIMARY KEY ("topic", "event_key")
    )`,
  ],
};
