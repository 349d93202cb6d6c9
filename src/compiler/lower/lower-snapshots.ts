import { say } from '../../message/index.ts';
import type { SchemaSnapshot } from '../ir/index.ts';
import { parseDefinition } from '../syntax/index.ts';
import { child, type Location } from '../text/index.ts';
import type { Report } from './lower-context.ts';

/** A schema snapshot as it was read, with its place. */
export interface PlacedSnapshot {
  /** The datasource that its file is named after. */
  readonly datasource: string;
  readonly at: Location;
  /** Absent where the file could not be read: that is reported already. */
  readonly value?: unknown;
}

export interface LoweredSnapshots {
  /** By the datasource. */
  readonly tables: ReadonlyMap<string, SchemaSnapshot['tables']>;
  /** Datasources whose snapshot cannot be used, so that nobody knows their types. */
  readonly broken: ReadonlySet<string>;
}

/** Checks the shape of schema snapshots. One that is wrong somewhere is not used at all. */
export function lowerSnapshots(placed: readonly PlacedSnapshot[], report: Report): LoweredSnapshots {
  const tables = new Map<string, SchemaSnapshot['tables']>();
  const broken = new Set<string>();
  for (const { datasource, at, value } of placed) {
    const found = value === undefined ? undefined : tablesOf(value, datasource, at, report);
    if (found === undefined) broken.add(datasource);
    else tables.set(datasource, found);
  }
  return { tables, broken };
}

/** A program wrote the file, so one mistake in it says enough: it is to be written anew. */
function tablesOf(
  value: unknown,
  datasource: string,
  at: Location,
  report: Report,
): SchemaSnapshot['tables'] | undefined {
  const more = {
    notes: [say`the types of this datasource’s columns are not known, so nothing is compiled for it`],
    help: say`write it anew with \`sluice check --connect\``,
  };
  const parsed = parseDefinition('snapshot', value, at);
  if ('diagnostics' in parsed) {
    const [first] = parsed.diagnostics;
    report.add(
      'SL1002',
      first?.at ?? at,
      first ? say`\`${at.file}\` is no schema snapshot: ${first.message}` : say`\`${at.file}\` is no schema snapshot`,
      more,
    );
    return undefined;
  }
  const { definition } = parsed;
  if (definition.datasource === datasource) return definition.tables;
  report.add(
    'SL1002',
    child(at, 'datasource'),
    say`\`${at.file}\` is the schema snapshot of datasource \`${definition.datasource}\``,
    more,
  );
  return undefined;
}
