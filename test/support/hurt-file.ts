import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { DatabaseSync } from '@photostructure/sqlite';

/** Writes until there is no room. */
export function fillDisk(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (let size = 65_536; size >= 512;) {
      try {
        writeSync(file, Buffer.alloc(size));
      } catch {
        size /= 2;
      }
    }
  } finally {
    closeSync(file);
  }
}

/** Puts other bytes in place of all pages but the first, as a disk does that goes bad. */
export function damageDatabase(path: string): void {
  const database = new DatabaseSync(path);
  database.exec('pragma wal_checkpoint(truncate)');
  database.close();
  const { size } = statSync(path);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(size - 4_096, 0xa5), 0, size - 4_096, 4_096);
  closeSync(file);
}
