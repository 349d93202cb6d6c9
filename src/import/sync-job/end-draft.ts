import type { Message } from '../../message/index.ts';
import type { ConnectorSpec, PluginSpec } from '../../compiler/connector/index.ts';
import type { ColumnDefinition, FileDefinition } from '../../compiler/syntax/index.ts';
import type { DatasourceDefinition } from '../../compiler/syntax/index.ts';
import type { SecretKey, ShardDraft } from '../definition/datasource-pool.ts';
import type { Notes } from './notes.ts';
import type { Placeholders } from './placeholders.ts';

/** What a reader or writer says, collected key by key in the author's words. */
export interface EndDraft {
  tables: string[];
  tableMatch?: string;
  query?: string;
  where?: string;
  path?: string;
  splitBy?: string;
  columns?: '*' | ColumnDefinition[];
  mode?: 'append' | 'upsert' | 'replace' | 'overwrite';
  key: string[];
  /** Places of the key's columns in the column list. */
  keyIndexes: number[];
  partition?: string;
  preSql: string[];
  postSql: string[];
  file: FileDefinition;
  /** A name, or the place of the column in the list. */
  incrementalColumn?: string | number;
  incrementalFrom?: string;
  start: StartDraft;
  options: Record<string, unknown>;
  readonly connection: ConnectionDraft;
}

export interface StartDraft {
  /** Where each part stands in the job. */
  readonly paths: Partial<Record<'kind' | 'time' | 'offsets' | 'file' | 'position' | 'scn' | 'lsn', string>>;
  kind?: string;
  time?: number;
  offsets?: Record<string, number>;
  file?: string;
  position?: number;
  scn?: string;
  lsn?: string;
}

export interface ConnectionDraft {
  fields: Omit<
    DatasourceDefinition,
    'name' | 'type' | Exclude<SecretKey, 'username' | 'urlPassword'> | 'headers' | 'hadoop'
  >;
  secrets: Partial<Record<SecretKey, string>>;
  headers: Record<string, { value: string; secret: boolean }>;
  /** Several databases of one schema, each read as the others. */
  shards?: ShardDraft[];
  /** Of the Hadoop cluster. */
  defaultFS?: string;
  hadoopConfig?: Record<string, string>;
}

/** One reader or writer that is being read. */
export interface ReadContext {
  readonly role: 'source' | 'sink';
  readonly target: 'flinkx' | 'chunjun';
  readonly plugin: PluginSpec;
  readonly connector: ConnectorSpec;
  /** Column types keep their precision in this version. */
  readonly precision: boolean;
  readonly draft: EndDraft;
  readonly notes: Notes;
  readonly placeholders: Placeholders;
  /** Why no pipeline can mean the same as the job, one clause each. */
  readonly refusals?: Message[];
}

export function emptyDraft(): EndDraft {
  return {
    tables: [],
    key: [],
    keyIndexes: [],
    preSql: [],
    postSql: [],
    file: {},
    start: { paths: {} },
    options: {},
    connection: { fields: {}, secrets: {}, headers: {} },
  };
}
