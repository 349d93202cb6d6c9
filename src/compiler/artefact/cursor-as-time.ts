import { formatTime } from '../../time/index.ts';
import type { Artefact } from './artefact.ts';

/**
 * A position as the engine in the process compares it: FlinkX and ChunJun keep one of a time in milliseconds.
 *
 * @param artefact Of the movement; `timeZone` is where its times are written in.
 */
export function cursorAsTime(cursor: string | undefined, { pipeline }: Artefact, timeZone: string): string | undefined {
  const isTime = /^(?:date|timestamp)/.test(pipeline.incremental?.type ?? '');
  if (cursor === undefined || !isTime || !/^\d{11,}$/.test(cursor)) return cursor;
  return formatTime(Number(cursor), 'yyyy-MM-dd HH:mm:ss.SSS', timeZone);
}
