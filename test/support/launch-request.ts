import type { Artefact, Template } from '../../src/compiler/index.ts';
import type { LaunchRequest, Log, Secrets } from '../../src/runtime/ports/index.ts';
import { OperatingError } from '../../src/runtime/errors.ts';

/** A launch of a hand-written job, as `bind` would give it. */
export function launchRequest(options: {
  readonly runId: string;
  readonly engine: Readonly<Record<string, Template>>;
  readonly engineType: string;
  readonly template: Template;
  readonly attempt?: number;
  readonly cursor?: string;
  readonly incremental?: Artefact['pipeline']['incremental'];
}): LaunchRequest {
  const file = options.engineType === 'flink-sql' ? 'job.sql' : 'job.json';
  return {
    runId: options.runId,
    attempt: options.attempt ?? 1,
    fireTime: 1_795_600_000_000,
    cursor: options.cursor,
    job: { file, template: options.template, engine: options.engine, values: {} },
    artefact: {
      formatVersion: '1.0',
      project: 'test',
      environment: 'default',
      engine: { name: 'batch', type: options.engineType, config: options.engine },
      job: { file, template: options.template },
      pipeline: {
        name: 'orders-to-ods',
        tags: [],
        state: 'running',
        schedule: { kind: 'manual', timeZone: 'UTC' },
        misfire: { policy: 'skip', limit: 1 },
        overlap: 'skip',
        dependsOn: [],
        retry: { attempts: 1, backoff: 'fixed', initialMs: 1000, maxMs: 1000 },
        priority: 0,
        parameters: [],
        work: null,
        ...(options.incremental === undefined ? {} : { incremental: options.incremental }),
      },
    },
  };
}

/** A secret as a hole of a template. */
export function secretHole(name: string): Template {
  return { $text: [{ hole: { kind: 'secret', provider: 'env', name } }] };
}

/** Secrets out of a map, for tests that make their own passwords. */
export function secretsOf(values: Readonly<Record<string, string>>): Secrets {
  return {
    resolve(provider, name) {
      const value = values[name];
      if (value !== undefined) return Promise.resolve(value);
      return Promise.reject(
        new OperatingError('SECRET_MISSING', `No secret ${provider}/${name}`, { retryable: false }),
      );
    },
    environment: () => undefined,
  };
}

/** A log that keeps its lines. */
export function keptLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const write = (message: string, fields?: Readonly<Record<string, unknown>>): void =>
    void lines.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const log = { lines, debug: write, info: write, warn: write, error: write, child: () => log };
  return log;
}
