import { Type } from 'typebox';
import { name, scalar, strict, text } from './shared-schema.ts';

/** Everything of a datasource but its name; also what an environment may override. */
export const datasourceProperties = {
  host: Type.Optional(text('Host name or address.')),
  port: Type.Optional(Type.Unsafe<number | string>({ type: ['integer', 'string'], description: 'Port.' })),
  database: Type.Optional(text('Database or schema.')),
  url: Type.Optional(text('In place of host, port and database; without credentials.')),
  path: Type.Optional(text('File of an embedded database, or folder of files, from the project root.')),
  username: Type.Optional(text('User.')),
  password: Type.Optional(text('A reference: ${secret:env/NAME}.')),
  brokers: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })),
  timeZone: Type.Optional(text('Zone of times that carry none.')),
  properties: Type.Optional(Type.Record(Type.String(), scalar())),
  description: Type.Optional(Type.String()),
};

/** The shape of a datasource definition. */
export const datasourceSchema = strict(
  {
    name: name('Unique in the repository.'),
    type: text('For example mysql, mariadb, sqlite, file, kafka.'),
    ...datasourceProperties,
  },
  { $id: 'datasource.schema.json', title: 'Sluice datasource' },
);
