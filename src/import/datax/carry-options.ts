import { say } from '../../message/index.ts';
import type { SideSpec } from '../../compiler/connector/index.ts';
import { pathOf } from '../sync-job/json-map.ts';
import type { Notes } from '../sync-job/notes.ts';

/** Options of DataX that mean the same here, by their name there. */
const SAME: Readonly<Record<string, string>> = {
  batchSize: 'batchSize',
  fetchSize: 'fetchSize',
  queryTimeout: 'queryTimeOut',
  print: 'print',
  nullMode: 'nullMode',
  walFlag: 'walFlag',
  writeBufferSize: 'writeBufferSize',
  connectPattern: 'connectPattern',
  timeout: 'timeout',
};

/** Keeps the options that the connector has too; every other one is noted. */
export function carryOptions(
  options: Readonly<Record<string, unknown>>,
  side: SideSpec | undefined,
  path: string,
  notes: Notes,
): Record<string, unknown> {
  const carried: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(options)) {
    const name = SAME[key];
    const spec = name === undefined ? undefined : side?.options[name];
    if (key === 'sliceRecordCount') carried[key] = [String(value)];
    else if (name === undefined || spec === undefined)
      notes.add(pathOf(path, key), 'not-carried', say`an option of DataX that has no counterpart`);
    else carried[name] = spec.type === 'integer' ? Number(value) : value;
  }
  return carried;
}
