import type { EmitContext } from '../emit-context.ts';
import type { TemplateMap } from '../option-templates.ts';

/** The option that gives a sink tasks of its own number, where the pipeline says another than of its source. */
export function sinkParallelism(context: EmitContext): TemplateMap {
  const { source, sink } = context.pipeline.settings.parallelism;
  return source === sink ? {} : { 'sink.parallelism': String(sink) };
}
