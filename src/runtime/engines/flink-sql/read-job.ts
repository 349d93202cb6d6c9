import type { BoundJob, PlainJson } from '../../../compiler/index.ts';
import { OperatingError } from '../../errors.ts';
import type { Secrets } from '../../ports/index.ts';
import { fillLaunchValues } from '../fill-launch-values.ts';
import { isPlainObject, requiredText, textList } from '../json-fields.ts';

/** A Flink SQL job with everything filled in. Holds secrets: for the gateway only. */
export interface ReadyJob {
  readonly settings: Readonly<Record<string, string>>;
  readonly definitions: readonly string[];
  readonly insert: string;
  /** In an incremental job: what gives the greatest value there is, to be run before the insert. */
  readonly cursor: string | undefined;
  /** To be taken out of whatever the gateway answers. */
  readonly secrets: readonly string[];
}

/** Where the cluster is. */
export interface FlinkAddresses {
  /** The JobManager's REST API. */
  readonly url: string;
  readonly gateway: string;
}

/** Fills and checks the job. Throws SECRET_MISSING, SECRET_REFUSED, or ENGINE_MISCONFIGURED for another template. */
export async function readJob(secrets: Secrets, job: BoundJob): Promise<ReadyJob> {
  const filled = await fillLaunchValues(secrets, job.template);
  const template = filled.json;
  if (!isPlainObject(template) || typeof template['insert'] !== 'string') {
    throw new OperatingError('ENGINE_MISCONFIGURED', 'The artefact holds no Flink SQL job', {
      retryable: false,
      help: 'Compile it for an engine of type flink-sql.',
    });
  }
  return {
    settings: textMap(template['settings']),
    definitions: textList(template['definitions'], 'The job’s "definitions"'),
    insert: template['insert'],
    cursor: typeof template['cursor'] === 'string' ? template['cursor'] : undefined,
    secrets: filled.secrets,
  };
}

/** Fills and checks the engine's addresses. Throws ENGINE_MISCONFIGURED. */
export async function readAddresses(secrets: Secrets, engine: BoundJob['engine']): Promise<FlinkAddresses> {
  const { json } = await fillLaunchValues(secrets, engine);
  const config = isPlainObject(json) ? json : {};
  return {
    url: requiredText(config, 'url', 'Give the address of the JobManager: url: "http://host:8081".'),
    gateway: requiredText(config, 'gateway', 'Give the address of the SQL gateway: gateway: "http://host:8083".'),
  };
}

function textMap(value: PlainJson | undefined): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  if (isPlainObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, settingText(key, member)]));
  }
  throw new OperatingError('ENGINE_MISCONFIGURED', 'The job’s "settings" are no map', { retryable: false });
}

function settingText(key: string, value: PlainJson): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new OperatingError('ENGINE_MISCONFIGURED', `The job's setting "${key}" is no text`, { retryable: false });
}
