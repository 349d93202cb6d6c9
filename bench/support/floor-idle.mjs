// The floor of a daemon: a Node process with an open SQLite file that looks at it once a second.
import { DatabaseSync } from '@photostructure/sqlite';

const database = new DatabaseSync(process.argv[2]);
database.exec('create table if not exists run (id text primary key, state text)');
const look = database.prepare('select count(*) from run');
const timer = setInterval(() => look.get(), 1_000);
process.once('SIGTERM', () => {
  clearInterval(timer);
  database.close();
});
