import {
  describeRunTimeValue,
  evaluateRunTimeValue,
  type RunTimeContext,
  type RunTimeValue,
} from '../../time/index.ts';
import type { Artefact, BoundJob } from './artefact.ts';
import { escapeValue } from './escape.ts';
import { mapTemplate } from './map-template.ts';
import type { Template, TextPart } from './template.ts';
import { fromParts } from './to-template.ts';

/**
 * Fills a job for one run: everything but secrets and `env` references, which wait for the launch.
 * Pure: the same artefact and context give the same bytes. A run without a cursor begins after the
 * pipeline's `incremental.from`, where it has one. Throws what `evaluateRunTimeValue` throws, and RangeError
 * for a cursor that the engine cannot compare.
 */
export function bind(artefact: Artefact, context: RunTimeContext): BoundJob {
  const cursor = context.cursor ?? artefact.pipeline.incremental?.from;
  if (cursor !== undefined) requireReadable(cursor, artefact);
  const binding = new Binding({ ...context, cursor });
  const template = binding.fill(artefact.job.template);
  const engine = Object.fromEntries(
    Object.entries(artefact.engine.config).map(([key, member]) => [key, binding.fill(member)]),
  );
  return { file: artefact.job.file, template, engine, values: Object.fromEntries(binding.values) };
}

/** Fills what source and sink are asked after that run, as {@link bind} its job; undefined where they are not. */
export function bindComparison({ comparison, pipeline }: Artefact, context: RunTimeContext): Template | undefined {
  if (comparison === undefined) return undefined;
  return new Binding({ ...context, cursor: context.cursor ?? pipeline.incremental?.from }).fill(comparison);
}

/** Engines that compare a cursor as a text of the column's type. */
const COMPARES_TEXT = new Set(['local', 'flink-sql']);

/**
 * FlinkX and ChunJun report a time as milliseconds. A database takes such a number for no time at all, and
 * no row is after NULL: a pipeline that has moved from them would go on reading nothing, without an error.
 */
function requireReadable(cursor: string, { pipeline, engine }: Artefact): void {
  const { column = '', type = '' } = pipeline.incremental ?? {};
  if (!COMPARES_TEXT.has(engine.type) || !/^(?:date|timestamp)/.test(type) || !/^-?\d+$/.test(cursor)) return;
  throw new RangeError(
    `the position ${cursor} is a number and \`${column}\` is a ${type}: it was set by another engine; write it as a time for ${engine.type}`,
  );
}

/** A value that waits for the launch. */
export type LaunchValue = Extract<RunTimeValue, { kind: 'secret' | 'env' }>;

class Binding {
  readonly values = new Map<string, string>();
  readonly #context: RunTimeContext;

  constructor(context: RunTimeContext) {
    this.#context = context;
  }

  fill(template: Template): Template {
    return mapTemplate(template, (text) => fromParts(text.$text.flatMap((part) => this.#part(part))));
  }

  #part(part: TextPart): readonly TextPart[] {
    if (typeof part === 'string') return [part];
    if (!('hole' in part)) {
      const chosen = this.#context.cursor === undefined ? part.otherwise : part.whenCursor;
      return chosen.flatMap((inner) => this.#part(inner));
    }
    if (isResolvedAtLaunch(part.hole)) return [part];
    const value = evaluateRunTimeValue(part.hole, this.#context);
    this.values.set(describeRunTimeValue(part.hole), value);
    return [escapeValue(value, part.escape)];
  }
}

/** Secrets and `env` references belong to the executor's machine, not to the run. */
export function isResolvedAtLaunch(value: RunTimeValue): value is LaunchValue {
  return value.kind === 'secret' || value.kind === 'env';
}
