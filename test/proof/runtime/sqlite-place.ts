import { DatabaseSync } from '@photostructure/sqlite';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublishedEvent, TopicRecord } from '../../support/read-topic.ts';
import type { FeedMode, Place, Row } from './place.ts';

const STATE = 'state';

/** Everything in files of one folder, and one daemon: what `npm start` is. */
export async function sqlitePlace(folder: string, project: string, mode: FeedMode): Promise<Place> {
  await mkdir(join(folder, 'data'), { recursive: true });
  const source = new DatabaseSync(join(folder, 'data/source.db'));
  const sinkPath = join(folder, 'data/sink.db');
  const sink = new DatabaseSync(sinkPath);
  source.exec('pragma journal_mode = wal; create table feed_from (id integer primary key, note text)');
  sink.exec('pragma journal_mode = wal');
  sink.exec(`create table feed_to (id integer${mode === 'upsert' ? ' primary key' : ''}, note text)`);
  const add = source.prepare('insert into feed_from values (?, ?)');
  const state = join(folder, '.sluice', STATE);
  let store: InstanceType<typeof DatabaseSync> | undefined;
  return {
    name: 'sqlite',
    project,
    daemons: [{ name: STATE, env: {}, network: undefined }],
    env: { SLUICE_STATE_DIR: `.sluice/${STATE}` },
    files: {
      'datasources/from.yaml': 'name: from\ntype: sqlite\npath: data/source.db\n',
      'datasources/to.yaml': 'name: to\ntype: sqlite\npath: data/sink.db\n',
    },
    async rows(table, where = 'true') {
      try {
        store ??= new DatabaseSync(join(state, 'sluice.db'), { readOnly: true });
        return store.prepare(`select * from ${table} where ${where}`).all() as Row[]; // rows are objects by column
      } catch {
        return [];
      }
    },
    async published(topic) {
      const text = await readFile(join(state, 'events', `${topic}.jsonl`), 'utf8').catch(() => '');
      return text.split('\n').filter(Boolean).map(recordOf);
    },
    async addRows(ids) {
      source.exec('begin immediate');
      for (const id of ids) add.run(id, `row ${id}`);
      source.exec('commit');
    },
    sinkIds: async () =>
      sink
        .prepare('select id from feed_to')
        .all()
        .map((row) => Number((row as Row)['id'])),
    // One process alone writes here, whatever its fence is.
    watchWriters: async () => undefined,
    checkWriters: async () => undefined,
    async [Symbol.asyncDispose]() {
      for (const database of [source, sink, store]) database?.close();
    },
  };
}

function recordOf(line: string): TopicRecord {
  // `as` because the program under test wrote it; what matters of it is checked.
  const event = JSON.parse(line) as PublishedEvent;
  return { key: event.key, id: event.id, type: event.type, event };
}
