import type { CursorStore } from '../../ports/index.ts';
import { changeCursor } from '../queries/change-cursor.ts';
import { readCursor } from '../queries/read-cursor.ts';
import type { Transactor } from '../transaction.ts';

export function cursorMethods({ read, write }: Transactor): CursorStore {
  return {
    getCursor: (key) => read(async (db) => (await readCursor(db, key))?.value),
    readCursor: (key) => read((db) => readCursor(db, key)),
    changeCursor: (change, now) => write((tx) => changeCursor(tx, change, now)),
  };
}
