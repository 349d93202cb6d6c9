import { say } from '../../message/index.ts';
import type { ParameterSpec } from '../../compiler/connector/index.ts';
import type { StartDefinition } from '../../compiler/syntax/index.ts';
import type { ReadContext, StartDraft } from './end-draft.ts';
import type { Notes } from './notes.ts';
import { isJsonMap, scalarText } from './json-map.ts';

type CarriedStart =
  | 'start.kind'
  | 'start.time'
  | 'start.offsets'
  | 'start.file'
  | 'start.position'
  | 'start.scn'
  | 'start.lsn';

/** A part of where a stream begins: the inverse of the target's `startValue`. */
export function readStart(
  carries: CarriedStart,
  spec: ParameterSpec,
  value: unknown,
  path: string,
  { draft }: ReadContext,
): void {
  const { start } = draft;
  const text = scalarText(value)?.trim();
  if (carries !== 'start.offsets' && (text === undefined || text === '')) return;
  // the part after the point is the part's own name
  start.paths[carries.slice('start.'.length) as keyof StartDraft['paths']] = path;
  switch (carries) {
    case 'start.kind': {
      const kind = ourWord(text ?? '', spec);
      if (kind !== undefined) start.kind = kind;
      return;
    }
    case 'start.time':
      // 0 and less are how the engines say that there is none
      if (Number(text) > 0) start.time = Number(text) * (spec.seconds === true ? 1000 : 1);
      return;
    case 'start.offsets': {
      const offsets = offsetsOf(value);
      if (offsets !== undefined) start.offsets = offsets;
      return;
    }
    case 'start.file':
      start.file = text ?? '';
      return;
    case 'start.position':
      if (/^\d+$/.test(text ?? '')) start.position = Number(text);
      return;
    case 'start.scn':
      start.scn = text ?? '';
      return;
    case 'start.lsn':
      start.lsn = text ?? '';
      return;
    default:
      carries satisfies never;
  }
}

/** One point: the kind says which where there is one, else what is given decides, the surest first. */
export function startOf(start: StartDraft, notes: Notes): StartDefinition | undefined {
  const point = pointOf(start);
  const used = new Set(['kind', ...(typeof point === 'object' ? Object.keys(point) : [])]);
  for (const [part, path] of Object.entries(start.paths))
    if (!used.has(part)) notes.add(path, 'ignored-by-engine', say`the engine begins where the other keys say`);
  return point;
}

function pointOf(start: StartDraft): StartDefinition | undefined {
  const { kind, time, offsets, file, position, scn, lsn } = start;
  if (kind === 'earliest' || kind === 'latest' || kind === 'committed' || kind === 'now') return kind;
  const wants = (point: string): boolean => kind === undefined || kind === point;
  if (wants('offsets') && offsets !== undefined) return { offsets };
  if (wants('file') && file !== undefined) return { file, ...(position === undefined ? {} : { position }) };
  if (wants('scn') && scn !== undefined) return { scn };
  if (wants('lsn') && lsn !== undefined) return { lsn };
  return wants('time') && time !== undefined ? { time } : undefined;
}

/** Our word for one of the engine's, which are compared without regard to case. */
export function ourWord(word: string, { words }: ParameterSpec): string | undefined {
  const found = Object.entries(words ?? {}).find(([, theirs]) => theirs.toLowerCase() === word.toLowerCase());
  return found?.[0] ?? (words === undefined ? word.toLowerCase() : undefined);
}

/** `partition:0,offset:42;partition:1,offset:300`, or a map of partitions. */
function offsetsOf(value: unknown): Record<string, number> | undefined {
  const offsets: Record<string, number> = {};
  if (isJsonMap(value)) for (const [partition, offset] of Object.entries(value)) offsets[partition] = Number(offset);
  else
    for (const [, partition = '', offset] of String(value).matchAll(/partition:(\d+),offset:(\d+)/g))
      offsets[partition] = Number(offset);
  const isRead = Object.values(offsets).every((offset) => Number.isInteger(offset) && offset >= 0);
  return isRead && Object.keys(offsets).length > 0 ? offsets : undefined;
}
