import type { SettingSpecs } from './engine-settings.ts';
import type { ParameterSpec } from './plugin-spec.ts';

const integer = (description: string, fallback: number): ParameterSpec => ({
  type: 'integer',
  description,
  default: fallback,
});

/** What ChunJun fills in for itself in the new names of `identifierMappings` (`MappingRule`). */
export const NAME_MAPPING_NAMES: readonly string[] = ['dataBaseName', 'schemaName', 'tableName'];

/** ChunJun 1.12 `MappingConf`, 1.16 `MappingConfig`. */
const NAME_MAPPING: ParameterSpec = {
  type: 'object',
  description: 'Other names and types for the tables and columns of a stream of changes.',
  members: {
    sourceName: { type: 'string', description: 'Plugin whose DDL the rows are in, where Kafka brings them: `mysql`.' },
    casing: {
      type: 'string',
      description: 'Case of the new names.',
      default: 'UNCHANGE',
      values: ['UNCHANGE', 'UPPER', 'LOWER'],
    },
    identifierMappings: {
      type: 'text-map',
      description: 'New name by a regular expression of the old one, both as `database.schema.table`.',
      engineNames: NAME_MAPPING_NAMES,
    },
    columnTypeMappings: { type: 'text-map', description: 'New type by the old one, in either case.' },
  },
};

/** ChunJun 1.12 `CdcConf`, 1.16 `CdcConfig`. `bathSize` is spelt so there. */
const RESTORATION: ParameterSpec = {
  type: 'object',
  description: 'Holds changes of a table back while its DDL is being applied. It works only with `ddl` and `cache`.',
  members: {
    skipDDL: { type: 'boolean', description: 'Drops DDL statements.', default: true },
    workerNum: integer('Threads that send changes on.', 2),
    workerSize: integer('Queues that a thread takes at once.', 3),
    workerMax: integer('The most threads.', 3),
    bathSize: integer('Changes that a queue holds.', 1000),
    maxBytes: integer('Bytes that a queue holds.', 1024 ** 3),
    cacheTimeout: integer('How long a queue holds them.', 60),
    ddl: {
      type: 'object',
      description: 'The store of DDL statements.',
      members: {
        type: { type: 'string', description: 'Its plugin.', values: ['mysql'] },
        fetchInterval: { ...integer('Milliseconds between two looks at it.', 5000), minimum: 1 },
        properties: { type: 'text-map', description: 'Connection, `database` and `table`.' },
      },
    },
    cache: {
      type: 'object',
      description: 'The store of the changes that are held back.',
      members: {
        type: { type: 'string', description: 'Its plugin.', values: ['mysql'] },
        cacheSize: integer('Changes of one batch.', 1000),
        maxBytes: { type: 'integer', description: 'Bytes of it; no limit unless given.' },
        cacheTimeout: { type: 'integer', description: 'How long it waits; no limit unless given.' },
        properties: { type: 'text-map', description: 'Connection, `database` and `table`.' },
      },
    },
  },
};

const CHUNJUN: SettingSpecs = { nameMapping: NAME_MAPPING, restoration: RESTORATION };

/**
 * Blocks of `job.content[0]` beside reader, writer and transformer that an author gives in the engine's own
 * words, under `settings.options`. FlinkX 1.11 has none.
 */
export function contentBlocks(engine: 'flinkx' | 'chunjun'): SettingSpecs {
  return engine === 'chunjun' ? CHUNJUN : {};
}
