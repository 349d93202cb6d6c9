import { Type } from 'typebox';
import { name, text } from './shared-schema.ts';

const column = Type.Object({
  name: text('Name of the column.'),
  type: Type.String({ description: 'As the database spells it, for example decimal(18,2) or bigint unsigned.' }),
  nullable: Type.Boolean({ description: 'Whether it may hold NULL.' }),
  hasDefault: Type.Optional(
    Type.Boolean({ description: 'The database fills the column where a row has no value for it.' }),
  ),
});

const index = Type.Object({
  columns: Type.Array(Type.String(), { description: 'In the order of the index.' }),
  unique: Type.Boolean({ description: 'Whether two rows may not be alike in it.' }),
});

const table = Type.Object({
  columns: Type.Array(column, { description: 'In the order of the table; empty for a topic.' }),
  primaryKey: Type.Array(Type.String(), { description: 'Columns of the primary key; empty where there is none.' }),
  indexes: Type.Array(index, { description: 'Without the primary key.' }),
});

/**
 * The shape of `schemas/<datasource>.json`. Keys that it does not name are let through: a later minor version
 * may add some.
 */
export const snapshotSchema = Type.Object(
  {
    formatVersion: Type.String({ pattern: '^1\\.[0-9]+$', description: '1.0; a minor version only adds.' }),
    datasource: name('Name of the datasource.'),
    tables: Type.Record(Type.String(), table, { description: 'By the name as a pipeline writes it.' }),
  },
  {
    $id: 'schema-snapshot.schema.json',
    title: 'Sluice schema snapshot',
    description: 'Tables of a datasource as `sluice check --connect` saw them. No time and no address is in it.',
  },
);
