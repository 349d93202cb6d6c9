import { say } from '../../../message/index.ts';
import { holeTemplate, whenCursor, type Template } from '../../artefact/index.ts';
import type { ParameterSpec } from '../../connector/index.ts';
import { listWords, makeDiagnostic } from '../../diagnostics/index.ts';
import type { StartNode } from '../../ir/index.ts';
import type { PluginUse } from './plugin-use.ts';

/** The part of a stream's beginning that a parameter holds; undefined where the beginning is another kind of point. */
export function startValue(
  carries: 'start.kind' | 'start.time' | 'start.offsets' | 'start.file' | 'start.position' | 'start.scn' | 'start.lsn',
  spec: ParameterSpec,
  start: StartNode,
  use: PluginUse,
): Template | undefined {
  switch (carries) {
    case 'start.kind':
      return kindWord(spec, start, use);
    case 'start.time':
      if (start.timeMs === undefined) return undefined;
      return timeAs(spec, start.timeMs);
    case 'start.offsets':
      return start.offsets && offsetsText(start.offsets);
    case 'start.file':
      return start.file;
    case 'start.position':
      return start.position;
    case 'start.scn':
      return start.scn;
    case 'start.lsn':
      return spec.type === 'integer' && /^\d+$/.test(start.lsn ?? '') ? Number(start.lsn) : start.lsn;
    default:
      return carries satisfies never;
  }
}

function timeAs(spec: ParameterSpec, timeMs: number): Template {
  const time = spec.seconds === true ? Math.floor(timeMs / 1000) : timeMs;
  return spec.type === 'string' ? String(time) : time;
}

/** The cursor as the engines take it: text, "" in the first run. */
export function cursorStart(): Template {
  return whenCursor(holeTemplate({ kind: 'cursor' }));
}

function kindWord(spec: ParameterSpec, start: StartNode, { plugin, context }: PluginUse): Template | undefined {
  const word = spec.words?.[start.point];
  if (word !== undefined) return word;
  context.report(
    makeDiagnostic('SL0204', start.at, say`\`${plugin.name}\` cannot begin at \`${start.point}\``, {
      help: say`it can begin at ${listWords(Object.keys(spec.words ?? {}))}`,
    }),
  );
  return undefined;
}

/** Kafka's offsets as FlinkX, ChunJun and Flink SQL read them: `partition:0,offset:42;partition:1,offset:300`. */
export function offsetsText(offsets: Readonly<Record<string, number>>): string {
  return Object.entries(offsets)
    .map(([partition, offset]) => `partition:${partition},offset:${offset}`)
    .join(';');
}
