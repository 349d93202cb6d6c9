import { formatDuration } from '../../time/index.ts';
import type { Artefact, NormalisedAlerts, NormalisedPipeline } from '../artefact/index.ts';
import { isSame, mapOf, type JsonMap, type JsonValue } from './compare/differences.ts';
import { sinkForm, sourceForm } from './form/end-form.ts';
import { inOrder, mapInOrder } from './form/in-order.ts';
import { present } from './form/present.ts';
import { scheduleForm } from './form/schedule-form.ts';
import { settingsForm } from './form/settings-form.ts';
import { showTemplate } from './form/show-template.ts';

/**
 * A pipeline as plans compare and show it: under the keys that its author writes, defaults applied, run-time values as
 * `${…}`, durations and rates as people write them. Everything that its job is made of is in it, so that two of one form do the
 * same; what else differs in their jobs is the print of another version of Sluice, and no change. Secrets are references.
 * Its keys are in one order, whoever made or kept the artefact: those of the pipeline as they stand here, and those below sorted.
 *
 * @param beside What the form is compared with. Where both do the same work, that part of both forms is one value.
 */
export function planForm({ pipeline, datasources, engine }: Artefact, beside?: Artefact): JsonMap {
  const { attempts, backoff, initialMs, maxMs, never, always } = pipeline.retry;
  const { name, type, version, mode, config } = engine;
  const { options, ...addresses } = config;
  const rest = present({
    owner: pipeline.owner,
    description: pipeline.description,
    tags: pipeline.tags,
    state: pipeline.state,
    schedule: scheduleForm(pipeline),
    dependsOn: dependsOnForm(pipeline),
    retry: present({
      attempts,
      backoff,
      initial: formatDuration(initialMs),
      max: formatDuration(maxMs),
      never,
      always,
    }),
    timeout: pipeline.timeoutMs === undefined ? undefined : formatDuration(pipeline.timeoutMs),
    startTimeout: pipeline.startTimeoutMs === undefined ? undefined : formatDuration(pipeline.startTimeoutMs),
    priority: pipeline.priority,
    expect: expectForm(pipeline),
    pool: pipeline.pool === undefined ? undefined : { ...pipeline.pool },
    runOn: pipeline.runOn,
    alerts: pipeline.alerts === undefined ? undefined : alertsForm(pipeline.alerts),
    params: Object.fromEntries(
      pipeline.parameters.map(({ name: parameter, pattern, ...rest }) => [
        parameter,
        present({ default: rest.default, pattern }),
      ]),
    ),
    engine: present({ name, type, version, mode, ...mapOf(showTemplate(addresses)), options: options as JsonValue }),
  });
  return {
    ...valuesInOrder(rest),
    ...workForm(beside !== undefined && isSameWork(beside.pipeline, pipeline) ? beside.pipeline : pipeline),
    ...(datasources === undefined ? {} : { datasources: datasourcesForm(datasources) }),
  };
}

function expectForm({ expect }: NormalisedPipeline): JsonValue | undefined {
  if (expect === undefined) return undefined;
  const { rows, freshness, sameRows, onFailure } = expect;
  return present({
    rows: rows === undefined ? undefined : { ...rows },
    freshness: freshness === undefined ? undefined : formatDuration(freshness.ms),
    sameRows: sameRows === undefined ? undefined : sameRowsForm(sameRows),
    onFailure,
  });
}

function sameRowsForm({
  tolerance,
  sums,
  sinkWhere,
}: NonNullable<NonNullable<NormalisedPipeline['expect']>['sameRows']>): JsonValue {
  return present({ tolerance, sums, ...(sinkWhere === undefined ? {} : mapOf(showTemplate({ sinkWhere }))) });
}

function dependsOnForm({ dependsOn, upstreamPolicy }: NormalisedPipeline): JsonValue {
  if (upstreamPolicy === undefined) return dependsOn;
  const { any, timeout } = upstreamPolicy;
  return present({
    [any === true ? 'any' : 'all']: dependsOn,
    ...(timeout === undefined ? {} : { timeout: formatDuration(timeout.ms), onTimeout: timeout.outcome }),
  });
}

function alertsForm({ channels, ...rest }: NormalisedAlerts): JsonValue {
  const shown = Object.entries(channels).map(([name, { quiet, escalate, ...channel }]) => [
    name,
    present({
      ...mapOf(showTemplate(channel)),
      quiet: quiet === undefined ? undefined : { ...quiet },
      escalate: escalate === undefined ? undefined : { after: formatDuration(escalate.afterMs), to: escalate.to },
    }),
  ]);
  return present({ ...rest, channels: Object.fromEntries(shown) });
}

type Datasources = NonNullable<Artefact['datasources']>;

const datasourcesForms = new WeakMap<Datasources, JsonValue>();

/** Their form, made once: pipelines that were kept together share them. */
function datasourcesForm(datasources: Datasources): JsonValue {
  const known = datasourcesForms.get(datasources);
  if (known !== undefined) return known;
  const made = inOrder(showTemplate(datasources));
  datasourcesForms.set(datasources, made);
  return made;
}

/** All that the form of the work is made of: see `workForm`. Most changes are of something else, and forms are dear. */
function isSameWork(one: NormalisedPipeline, other: NormalisedPipeline): boolean {
  const [names, others] = [one, other].map(({ parameters }) => parameters.map(({ name }) => name));
  return isSame(names ?? [], others ?? []) && isSame(one.work as JsonValue, other.work as JsonValue); // plain JSON
}

const workForms = new WeakMap<NormalisedPipeline, JsonMap>();

/** The form of the work, made once. */
function workForm(pipeline: NormalisedPipeline): JsonMap {
  const known = workForms.get(pipeline);
  if (known !== undefined) return known;
  const made = valuesInOrder(makeWorkForm(pipeline));
  workForms.set(pipeline, made);
  return made;
}

/** The values in order; the keys are where a reader looks for them. */
function valuesInOrder(map: JsonMap): JsonMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, inOrder(value)]));
}

function makeWorkForm({ work, parameters }: NormalisedPipeline): JsonMap {
  const { argv, source, sink, settings, ...rest } = mapOf(
    showTemplate(
      work,
      parameters.map(({ name }) => name),
    ),
  );
  if (argv !== undefined) return { command: argv };
  return {
    source: sourceForm(mapOf(source)),
    ...mapInOrder(rest),
    sink: sinkForm(mapOf(sink)),
    settings: settingsForm(mapOf(settings)),
  };
}
