import { mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { OperatingError } from '../errors.ts';
import type { EventFilter, EventIndexNotice, EventRecord, Page, Topic } from '../ports/index.ts';
import { ChainMoments } from './chain-moments.ts';
import { fileFailure } from './file-failure.ts';
import { LAYOUT, TABLES } from './index-tables.ts';
import { pageOf } from './list-page.ts';

/** How far a partition was read. */
export interface ReadPlace {
  readonly topic: Topic;
  readonly partition: number;
  /** Offset of the first record that was not read. */
  readonly next: number;
  /** Id of the event before it; empty where that was none. */
  readonly anchor: string;
}

type Database = InstanceType<typeof DatabaseSync>;

/** A process that writes the same file, or looks at it, is waited for so long. */
const BUSY_TIMEOUT_MS = 2_000;

/**
 * The file of the index: rows and how far each partition was read are written in one transaction, so that a process which
 * dies in between reads the same records again. Nothing in it is only there: it can be thrown away at any time.
 */
export class IndexFile {
  readonly path: string;
  readonly #database: Database;
  readonly #inode: number;
  readonly #moments: ChainMoments;

  private constructor(path: string, database: Database) {
    this.path = path;
    this.#database = database;
    this.#inode = inodeOf(path);
    this.#moments = new ChainMoments(database);
  }

  /** Opens it; one of another layout, or that is no sound database, is begun anew. Throws what SQLite throws. */
  static open(path: string): IndexFile {
    mkdirSync(dirname(path), { recursive: true });
    try {
      const database = openDatabase(path);
      if (database !== undefined) return new IndexFile(path, database);
    } catch (thrown) {
      if (fileFailure(thrown)?.isUnsound !== true) throw thrown;
    }
    removeIndexFile(path);
    const fresh = openDatabase(path);
    if (fresh !== undefined) return new IndexFile(path, fresh);
    throw new OperatingError('INTERNAL', 'a file that was just made has another layout', { retryable: true });
  }

  /** False when somebody has removed it, or put another in its place. */
  get isThere(): boolean {
    return inodeOf(this.path) === this.#inode;
  }

  places(): readonly ReadPlace[] {
    // `as` because only this file writes the table.
    return this.#all('select topic, partition, next, anchor from place') as readonly ReadPlace[];
  }

  notices(): readonly EventIndexNotice[] {
    const rows = this.#all('select kind, topic, partition, message, at from notice order by at');
    return rows as readonly EventIndexNotice[]; // as above
  }

  get(name: 'complete' | 'position'): number | undefined {
    const row = this.#database.prepare('select value from state where name = ?').get(name);
    return row === undefined ? undefined : Number((row as { value: number }).value); // as above
  }

  set(name: 'complete' | 'position', value: number): void {
    this.#database.prepare('insert or replace into state (name, value) values (?, ?)').run(name, value);
  }

  note({ kind, topic, partition, message, at }: EventIndexNotice): void {
    const into = 'insert or replace into notice (kind, topic, partition, message, at) values (?, ?, ?, ?, ?)';
    this.#database.prepare(into).run(kind, topic, partition, message, at);
  }

  /** The partition is to be read from an offset on, whatever was read of it. */
  moveTo(place: ReadPlace): void {
    this.#placeAt(place, 'next = excluded.next, anchor = excluded.anchor');
  }

  /** Adds events and notes how far they bring the reading; those that are there are at most marked as published. */
  add(events: readonly EventRecord[], reached: ReadPlace | { readonly position: number }): void {
    const database = this.#database;
    const mark = database.prepare('update event set published_at = coalesce(published_at, ?) where id = ?');
    const insert = database.prepare(INSERT);
    database.exec('begin immediate');
    try {
      for (const event of events) {
        if (mark.run(event.publishedAt ?? null, event.id).changes > 0) continue;
        insert.run(...valuesOf(event, this.#moments.of(event)));
      }
      if ('position' in reached) this.set('position', reached.position);
      // Another process may have read further in the same file.
      else this.#placeAt(reached, 'next = excluded.next, anchor = excluded.anchor where excluded.next > next');
      database.exec('commit');
    } catch (thrown) {
      if (database.isTransaction) database.exec('rollback');
      this.#moments.forget();
      throw thrown;
    }
  }

  list(filter: EventFilter): Page<EventRecord> {
    return pageOf(filter, (sql, values) => this.#database.prepare(sql).all(...values));
  }

  close(): void {
    this.#database.close();
  }

  #all(sql: string): readonly unknown[] {
    return this.#database.prepare(sql).all();
  }

  #placeAt({ topic, partition, next, anchor }: ReadPlace, change: string): void {
    const into = 'insert into place (topic, partition, next, anchor) values (?, ?, ?, ?)';
    this.#database
      .prepare(`${into} on conflict (topic, partition) do update set ${change}`)
      .run(topic, partition, next, anchor);
  }
}

/** Removes the file and what SQLite keeps beside it. */
export function removeIndexFile(path: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
}

const INSERT = `insert into event (id, topic, event_key, pipeline, sequence, type, at, moment, actor, data, previous_hash,
 hash, published_at) values (${Array.from({ length: 13 }, () => '?').join(', ')})`;

function valuesOf(event: EventRecord, moment: number): readonly (string | number | null)[] {
  const { id, topic, key, sequence, type, at, data, previousHash, hash, publishedAt } = event;
  const pipeline = key.split('/')[2] ?? null;
  const { actor } = data;
  const who = typeof actor === 'string' ? actor : null;
  const own = [id, topic, key, pipeline, sequence, type, at, moment];
  return [...own, who, JSON.stringify(data), previousHash, hash, publishedAt ?? null];
}

/** Undefined where the file has another layout. */
function openDatabase(path: string): Database | undefined {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    // A power cut may cost the last transactions, whole ones: what they held is read again.
    for (const pragma of ['journal_mode = wal', 'synchronous = normal', 'temp_store = memory', 'cache_size = -16000'])
      database.exec(`pragma ${pragma}`);
    const { user_version: layout } = database.prepare('pragma user_version').get() as { user_version: number };
    if (layout === LAYOUT) return database;
    if (layout === 0) database.exec(TABLES);
    else database.close();
    return layout === 0 ? database : undefined;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

function inodeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? 0;
}
