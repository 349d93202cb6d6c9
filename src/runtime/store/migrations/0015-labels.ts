import { columnStep } from './column-step.ts';
import type { Migration } from './migration.ts';

/**
 * Labels that whoever claims a run has to have, as `[one][other]`, and those that a process has. Builds of before write none of a run, and
 * claim what asks for some as if it did not.
 */
export const LABELS: Migration = {
  number: 15,
  name: 'labels',
  mysql: [
    columnStep('mysql', 'sluice_run', 'run_on', "VARCHAR(512) NOT NULL DEFAULT ''"),
    columnStep('mysql', 'sluice_process', 'labels', "VARCHAR(2048) NOT NULL DEFAULT ''"),
  ],
  sqlite: [
    columnStep('sqlite', 'sluice_run', 'run_on', "TEXT NOT NULL DEFAULT ''"),
    columnStep('sqlite', 'sluice_process', 'labels', "TEXT NOT NULL DEFAULT ''"),
  ],
};
