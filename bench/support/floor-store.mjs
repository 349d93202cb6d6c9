// The floor of a start: the least that any program must do which puts one run on record. Opens an SQLite file as the
// store does and writes one row.
import { DatabaseSync } from '@photostructure/sqlite';

const database = new DatabaseSync(process.argv[2]);
database.exec(
  'pragma journal_mode = wal; pragma synchronous = full; create table if not exists run (id text primary key, state text)',
);
database.prepare('insert into run values (?, ?)').run(String(process.pid), 'succeeded');
database.close();
