import { Type } from 'typebox';
import { name, scalar, strict, text, texts } from './shared-schema.ts';

const shard = strict({
  host: Type.Optional(text('Host name or address.')),
  port: Type.Optional(Type.Unsafe<number | string>({ type: ['integer', 'string'], description: 'Port.' })),
  database: Type.Optional(text('Database or schema.')),
  url: Type.Optional(text('In place of host, port and database; without credentials.')),
  username: Type.Optional(text('User.')),
  password: Type.Optional(text('A reference: ${secret:env/NAME}.')),
  tables: Type.Optional(texts('Tables of this database; left out: those that the pipeline names.')),
});

/** Everything of a datasource but its name; also what an environment may override. */
export const datasourceProperties = {
  host: Type.Optional(text('Host name or address.')),
  port: Type.Optional(Type.Unsafe<number | string>({ type: ['integer', 'string'], description: 'Port.' })),
  database: Type.Optional(text('Database or schema.')),
  url: Type.Optional(text('In place of host, port and database; without credentials.')),
  path: Type.Optional(text('File of an embedded database, or folder of files, from the project root.')),
  username: Type.Optional(text('User.')),
  password: Type.Optional(text('A reference: ${secret:env/NAME}.')),
  brokers: Type.Optional(texts('Kafka: host:port of some brokers.')),
  hosts: Type.Optional(texts('Several host:port.')),
  protocol: Type.Optional(text('For example sftp, ftp, https.')),
  accessKey: Type.Optional(text('A reference: ${secret:env/NAME}.')),
  secretKey: Type.Optional(text('A reference: ${secret:env/NAME}.')),
  token: Type.Optional(text('A reference: ${secret:env/NAME}.')),
  region: Type.Optional(text('Region of an object store.')),
  bucket: Type.Optional(text('Bucket of an object store.')),
  privateKeyPath: Type.Optional(text('File of a private key on the executor.')),
  headers: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'HTTP headers.' })),
  defaultFS: Type.Optional(text('Address of the Hadoop file system, for example hdfs://ns1.')),
  hadoop: Type.Optional(text('Name of the datasource of type hadoop that this one works on.')),
  shards: Type.Optional(Type.Array(shard, { minItems: 1, description: 'Databases of one schema, read as one.' })),
  timeZone: Type.Optional(text('Zone of times that carry none.')),
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 10_000,
      description: 'How many runs read or write it at once, of all pipelines; left out: any number.',
    }),
  ),
  properties: Type.Optional(
    Type.Record(Type.String(), scalar(), { description: 'What the driver or client takes, by its own names.' }),
  ),
  description: Type.Optional(Type.String({ description: 'For people.' })),
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
