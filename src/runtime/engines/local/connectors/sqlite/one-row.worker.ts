// Asks an SQLite file for one row, in a process of its own. It runs both as built code and, stripped of its types, as the text of
// `node --eval`, so it imports nothing of ours and nothing by a bare name: what it needs comes with the question.
import { createRequire } from 'node:module';
import type { OneRowAnswer, OneRowQuestion } from './one-row-protocol.ts';

process.on('message', (message) => {
  // it is ended by who has asked, which is gone where nobody hears
  process.send?.(answer(message as OneRowQuestion), () => {});
});
// Ctrl-C at a terminal reaches it too, and is for who has asked
process.on('SIGINT', () => {});

function answer({ driver, file, sql, values, lockWaitMs }: OneRowQuestion): OneRowAnswer {
  try {
    const { DatabaseSync } = createRequire(driver)(driver) as typeof import('@photostructure/sqlite');
    const statement = new DatabaseSync(file, { timeout: lockWaitMs, readOnly: true }).prepare(sql);
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    return { row: statement.get(...values) as unknown as readonly unknown[] };
  } catch (thrown) {
    const { message, sqliteCode } = thrown as { readonly message: string; readonly sqliteCode?: number };
    return { message, sqliteCode };
  }
}
