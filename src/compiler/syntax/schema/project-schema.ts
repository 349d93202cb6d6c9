import { Type } from 'typebox';
import { datasourceProperties } from './datasource-schema.ts';
import { name, options, scalar, strict, text, words } from './shared-schema.ts';

const engineType = words(['flinkx', 'chunjun', 'flink-sql', 'local', 'command']);

const engineProperties = {
  version: Type.Optional(text('Quoted, for example "1.11".')),
  mode: Type.Optional(words(['local', 'session'])),
  url: Type.Optional(text('JobManager REST address.')),
  gateway: Type.Optional(text('Flink SQL gateway address.')),
  home: Type.Optional(text('Installation folder on the executor.')),
  script: Type.Optional(
    strict({
      path: text('Start script.'),
      args: Type.Optional(Type.Array(Type.String())),
      waits: Type.Optional(Type.Boolean()),
    }),
  ),
  options: Type.Optional(options),
};

/** The shape of sluice.yaml. */
export const projectSchema = strict(
  {
    name: name('Name of the project.'),
    edition: Type.Optional(Type.Integer({ minimum: 2026, maximum: 2026 })),
    defaults: Type.Optional(
      strict({
        timeZone: Type.Optional(text('IANA time zone.')),
        engine: Type.Optional(text('Name of an engine.')),
        owner: Type.Optional(text('Owner of pipelines that name none.')),
      }),
    ),
    engines: Type.Optional(Type.Record(Type.String(), strict({ type: engineType, ...engineProperties }))),
    environments: Type.Optional(
      Type.Record(
        Type.String(),
        strict({
          datasources: Type.Optional(
            Type.Record(Type.String(), strict({ type: Type.Optional(text('Type.')), ...datasourceProperties })),
          ),
          engines: Type.Optional(
            Type.Record(Type.String(), strict({ type: Type.Optional(engineType), ...engineProperties })),
          ),
          params: Type.Optional(Type.Record(Type.String(), scalar())),
        }),
      ),
    ),
    policies: Type.Optional(
      strict({
        prune: Type.Optional(words(['never', 'confirm', 'auto'])),
        maxChangedShare: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
      }),
    ),
  },
  { $id: 'project.schema.json', title: 'Sluice project' },
);
