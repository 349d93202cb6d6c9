import type { ParsedRows, Rehearsed, RehearsalRequest } from './engines/local/index.ts';
import { createSystemClock } from './observe/index.ts';

/** Runs a job on rows that are given. The engine and its drivers are loaded here, at the first one. */
export async function rehearseRows(request: RehearsalRequest): Promise<Rehearsed> {
  const { rehearse } = await import('./engines/local/index.ts');
  return rehearse(request, createSystemClock());
}

/** Reads rows of a text as the local engine's file source does. */
export async function parseRowsOf(text: string, type: 'csv' | 'json' | 'jsonl'): Promise<ParsedRows> {
  const { parseRows } = await import('./engines/local/index.ts');
  return parseRows(text, type);
}
