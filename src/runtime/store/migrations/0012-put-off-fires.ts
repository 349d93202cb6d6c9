import { columnStep } from './column-step.ts';
import { indexStep } from './index-step.ts';
import type { Migration } from './migration.ts';

const DUE = ['project', 'environment', 'state', 'due_at', 'next_fire_time'];

/**
 * Until when the scheduler has put off the next fire of a deployment; null = it has not. Builds of before write none, and record
 * such a fire when its time has come. What they leave behind is of a fire that is over: its time is past, and it is put off anew.
 */
export const PUT_OFF_FIRES: Migration = {
  number: 12,
  name: 'put-off-fires',
  mysql: [
    columnStep('mysql', 'sluice_deployment', 'due_at', 'BIGINT'),
    indexStep('sluice_deployment_clock', 'sluice_deployment', `(${DUE.map((column) => `\`${column}\``).join(', ')})`),
  ],
  sqlite: [
    columnStep('sqlite', 'sluice_deployment', 'due_at', 'INTEGER'),
    `CREATE INDEX IF NOT EXISTS sluice_deployment_clock
      ON sluice_deployment (${DUE.map((column) => `"${column}"`).join(', ')})`,
  ],
};
