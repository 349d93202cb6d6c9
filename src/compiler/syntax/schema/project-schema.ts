import { Type } from 'typebox';
import { CALENDAR_BASES, FREEZE_ENDS, FREEZE_POLICIES } from '../../../time/index.ts';
import { environmentAlerts, projectAlerts } from './alerts-schema.ts';
import { datasourceProperties } from './datasource-schema.ts';
import { labels, name, NAME_PATTERN, options, scalar, strict, text, texts, words } from './shared-schema.ts';

const engineType = words(['flinkx', 'chunjun', 'flink-sql', 'local', 'command'], 'What runs the pipelines.');

const engineProperties = {
  version: Type.Optional(text('Quoted, for example "1.11".')),
  mode: Type.Optional(
    words(
      ['local', 'session', 'yarn-session', 'yarn-per-job', 'kubernetes-session', 'kubernetes-application'],
      'Where a job of FlinkX or ChunJun runs; a cluster of its own for each job is not run (SL0616).',
    ),
  ),
  url: Type.Optional(text('JobManager REST address.')),
  yarn: Type.Optional(
    strict(
      {
        resourceManagers: texts('Web addresses of the ResourceManagers, all of them where there are several.'),
        application: Type.Optional(text('The session cluster: its application id, or the name that it runs under.')),
      },
      {
        description:
          'For mode yarn-session: where the session cluster is found. For example { resourceManagers: ["http://rm:8088"], application: Flink session cluster }.',
      },
    ),
  ),
  kubernetes: Type.Optional(
    strict(
      {
        cluster: text('The id of the session cluster (kubernetes.cluster-id).'),
        namespace: Type.Optional(text('Its namespace; left out: `default`.')),
        port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65535, description: 'REST port; left out: 8081.' })),
      },
      { description: 'For mode kubernetes-session: the service of the session cluster, in place of `url`.' },
    ),
  ),
  gateway: Type.Optional(text('Flink SQL gateway address.')),
  home: Type.Optional(text('Installation folder on the executor.')),
  jar: Type.Optional(text('For a session cluster: a jar that holds core and plugins.')),
  script: Type.Optional(
    strict(
      {
        path: text('Start script.'),
        args: Type.Optional(Type.Array(Type.String(), { description: 'Its arguments; {job} is the job file.' })),
        waits: Type.Optional(Type.Boolean({ description: 'Whether it ends when the job has ended.' })),
      },
      { description: 'Script that starts a job in place of the launcher.' },
    ),
  ),
  runOn: Type.Optional(labels('Labels that an executor has to have, all of them, to run what names this engine.')),
  options: Type.Optional(options),
};

const approval = strict({
  meaning: Type.Optional(
    Type.Array(words(['destructive', 'state-breaking', 'data-affecting', 'schedule', 'resource', 'cosmetic']), {
      minItems: 1,
      description: 'Changes that mean one of these; all but cosmetic when left out.',
    }),
  ),
  by: Type.Union([Type.String({ minLength: 1 }), Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })], {
    description: 'owner, a login or a team as CODEOWNERS writes them; of a list one of them has to approve.',
  }),
  environments: Type.Optional(
    Type.Array(Type.String({ minLength: 1 }), {
      minItems: 1,
      description: 'Only for what changes in these environments; in all of them when left out.',
    }),
  ),
});

/** The shape of sluice.yaml. */
export const projectSchema = strict(
  {
    name: name('Name of the project.'),
    edition: Type.Optional(Type.Integer({ minimum: 2026, maximum: 2026, description: 'Edition of the rules.' })),
    defaults: Type.Optional(
      strict(
        {
          timeZone: Type.Optional(text('IANA time zone.')),
          engine: Type.Optional(text('Name of an engine.')),
          owner: Type.Optional(text('Owner of pipelines that name none.')),
        },
        { description: 'What holds where a pipeline says nothing else.' },
      ),
    ),
    engines: Type.Optional(
      Type.Record(Type.String(), strict({ type: engineType, ...engineProperties }), {
        description: 'Engines by name.',
      }),
    ),
    pools: Type.Optional(
      Type.Record(
        Type.String({ pattern: NAME_PATTERN }),
        strict({
          slots: Type.Integer({ minimum: 1, maximum: 10_000, description: 'How many runs are under way at once.' }),
        }),
        { description: 'Pools by name: how many runs of the pipelines that name one are under way at once.' },
      ),
    ),
    calendars: Type.Optional(
      Type.Record(
        Type.String({ pattern: NAME_PATTERN }),
        strict({
          base: Type.Optional(words(CALENDAR_BASES, 'The days that it is made of; left out: `weekdays`.')),
          exclude: Type.Optional(texts('Dates that are no working days, for example 2026-12-31.')),
          include: Type.Optional(texts('Dates that are, whatever the base says.')),
          until: Type.Optional(text('The first date that it does not know: nothing fires from it on.')),
        }),
        { description: 'Calendars by name, for `calendar` of a schedule. For example { shop: { base: weekdays } }.' },
      ),
    ),
    freezes: Type.Optional(
      Type.Record(
        Type.String({ pattern: NAME_PATTERN }),
        strict({
          policy: Type.Optional(
            words(
              FREEZE_POLICIES,
              'No start within it, or none but within it and others that allow; left out: `deny`.',
            ),
          ),
          fires: Type.Optional(
            words(FREEZE_ENDS, 'What becomes of fires that are due while nothing may start; left out: `hold`.'),
          ),
          from: Type.Optional(text('The first moment of it: an ISO 8601 time, in `timeZone` without an offset.')),
          to: Type.Optional(text('The first moment after it, written as `from`.')),
          cron: Type.Optional(text('It begins again and again, at these times.')),
          for: Type.Optional(text('With `cron`: how long it lasts. For example 8h, 90m.')),
          timeZone: Type.Optional(text('IANA time zone; left out: that of `defaults`.')),
          select: Type.Optional(texts('The pipelines that it concerns: names, globs, tag:x; left out: all.')),
          environments: Type.Optional(texts('The environments in which it holds; left out: all.')),
        }),
        {
          description:
            'Windows of time by name in which no run starts, or out of which none does. For example { big-sale: { from: 2026-11-11, to: 2026-11-13 } }.',
        },
      ),
    ),
    alerts: Type.Optional(projectAlerts),
    environments: Type.Optional(
      Type.Record(
        Type.String(),
        strict({
          datasources: Type.Optional(
            Type.Record(Type.String(), strict({ type: Type.Optional(text('Type.')), ...datasourceProperties }), {
              description: 'By the name of a datasource: what is different here.',
            }),
          ),
          engines: Type.Optional(
            Type.Record(Type.String(), strict({ type: Type.Optional(engineType), ...engineProperties }), {
              description: 'By the name of an engine: what is different here.',
            }),
          ),
          params: Type.Optional(Type.Record(Type.String(), scalar(), { description: 'Values of parameters here.' })),
          alerts: Type.Optional(environmentAlerts),
        }),
        { description: 'Environments by name; `--env` chooses one.' },
      ),
    ),
    policies: Type.Optional(
      strict(
        {
          prune: Type.Optional(
            words(['never', 'confirm', 'auto'], 'What becomes of a deployment whose pipeline is gone.'),
          ),
          maxChangedShare: Type.Optional(
            Type.Number({
              minimum: 0,
              maximum: 1,
              description: 'Share of the deployments that `confirm` deletes at once.',
            }),
          ),
          restoreWindow: Type.Optional(text('How long a deleted deployment can be restored. For example 7d, 12h.')),
          selfHeal: Type.Optional(words(['off', 'record'], 'What the daemon heals by itself.')),
          approval: Type.Optional(
            Type.Array(approval, { minItems: 1, description: 'Whose approval which changes need; each entry counts.' }),
          ),
          rules: Type.Optional(texts("Files with the project's own rules, for example policies/*.ts.")),
        },
        { description: 'What the daemon may do by itself, and what a change has to meet.' },
      ),
    ),
  },
  { $id: 'project.schema.json', title: 'Sluice project' },
);
