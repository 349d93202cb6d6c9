import { formatDuration } from '../../time/index.ts';
import type { Artefact, NormalisedPipeline } from '../artefact/index.ts';
import { isMap, type JsonMap, type JsonValue } from './compare/differences.ts';
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
 */
export function planForm({ pipeline, datasources, engine }: Artefact): JsonMap {
  const { attempts, backoff, initialMs, maxMs } = pipeline.retry;
  const { name, type, version, mode, config } = engine;
  const { options, ...addresses } = config;
  const form = present({
    owner: pipeline.owner,
    description: pipeline.description,
    tags: pipeline.tags,
    state: pipeline.state,
    schedule: scheduleForm(pipeline),
    dependsOn: pipeline.dependsOn,
    retry: { attempts, backoff, initial: formatDuration(initialMs), max: formatDuration(maxMs) },
    timeout: pipeline.timeoutMs === undefined ? undefined : formatDuration(pipeline.timeoutMs),
    priority: pipeline.priority,
    params: Object.fromEntries(
      pipeline.parameters.map(({ name: parameter, pattern, ...rest }) => [
        parameter,
        present({ default: rest.default, pattern }),
      ]),
    ),
    engine: present({ name, type, version, mode, ...mapOf(showTemplate(addresses)), options: options as JsonValue }),
    ...workForm(pipeline),
    datasources: datasources === undefined ? undefined : showTemplate(datasources),
  });
  return Object.fromEntries(Object.entries(form).map(([key, value]) => [key, inOrder(value)]));
}

function workForm({ work, parameters }: NormalisedPipeline): JsonMap {
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

function mapOf(value: JsonValue | undefined): JsonMap {
  return isMap(value) ? value : {};
}
