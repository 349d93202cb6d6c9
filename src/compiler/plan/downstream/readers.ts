import type { ArtefactBrief, DataPlaces } from '../../artefact/index.ts';
import { briefOf } from '../brief-of.ts';
import type { PlanSide } from '../plan-side.ts';
import { isFileWithin } from './is-file-within.ts';
import { matchesPattern, tablePatterns, type TablePattern } from './places.ts';

/** How certain it is that a pipeline reads a place: by its name, by its SQL, or perhaps. */
export type Reading = 'by-name' | 'by-query' | 'may';

/** Who hangs on whom in a project. What is not asked for is not indexed: of a plan without changes nothing is. */
export class Readers {
  readonly #side: PlanSide;
  #waiting: ReadonlyMap<string, readonly string[]> | undefined;
  #reading: Index | undefined;
  #writing: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(side: PlanSide) {
    this.#side = side;
  }

  /** The pipelines that wait for one. */
  waitersOf(name: string): readonly string[] {
    this.#waiting ??= grouped(this.#side, ({ dependsOn }) => dependsOn);
    return this.#waiting.get(name) ?? [];
  }

  /** The pipelines that read one of these places. */
  readersOf({ tables, files }: DataPlaces): ReadonlyMap<string, Reading> {
    this.#reading ??= indexOf(this.#side);
    const { byKey, byFile, byPattern } = this.#reading;
    const found = new Map<string, Reading>();
    const add = (pipeline: string, reading: Reading): void => {
      const known = found.get(pipeline);
      if (known === undefined || CERTAINTY.indexOf(reading) < CERTAINTY.indexOf(known)) found.set(pipeline, reading);
    };
    for (const key of tables.flatMap(({ keys }) => keys)) {
      for (const { pipeline, reading } of byKey.get(key) ?? []) add(pipeline, reading);
      for (const { pipeline, pattern } of byPattern) if (matchesPattern(key, pattern)) add(pipeline, 'by-name');
    }
    for (const { servers, path } of files)
      for (const key of servers)
        for (const each of byFile.get(key) ?? []) {
          const within = isFileWithin(each.path, path);
          if (within !== 'no') add(each.pipeline, within === 'yes' ? 'by-name' : 'may');
        }
    return found;
  }

  /** The pipelines that write exactly one of these places. */
  writersOf({ tables, files }: DataPlaces): readonly string[] {
    const writing = (this.#writing ??= grouped(this.#side, ({ writes }) => placeKeys(writes)));
    return [...new Set(placeKeys({ tables, files }).flatMap((key) => writing.get(key) ?? []))];
  }
}

const CERTAINTY: readonly Reading[] = ['by-name', 'by-query', 'may'];

interface Index {
  readonly byKey: ReadonlyMap<string, readonly { readonly pipeline: string; readonly reading: Reading }[]>;
  readonly byFile: ReadonlyMap<string, readonly { readonly pipeline: string; readonly path: string }[]>;
  readonly byPattern: readonly { readonly pipeline: string; readonly pattern: TablePattern }[];
}

function indexOf({ pipelines }: PlanSide): Index {
  const byKey = new Map<string, { pipeline: string; reading: Reading }[]>();
  const byFile = new Map<string, { pipeline: string; path: string }[]>();
  const byPattern: { pipeline: string; pattern: TablePattern }[] = [];
  for (const [pipeline, compiled] of pipelines) {
    const { reads } = briefOf(compiled);
    for (const { keys, byQuery } of reads.tables)
      for (const key of keys) push(byKey, key, { pipeline, reading: byQuery === true ? 'by-query' : 'by-name' });
    for (const { servers, path } of reads.files) for (const key of servers) push(byFile, key, { pipeline, path });
    for (const pattern of tablePatterns(reads)) byPattern.push({ pipeline, pattern });
  }
  return { byKey, byFile, byPattern };
}

function placeKeys({ tables, files }: Pick<DataPlaces, 'tables' | 'files'>): readonly string[] {
  return [
    ...tables.flatMap(({ keys }) => keys),
    ...files.flatMap(({ servers, path }) => servers.map((key) => `${key}\n${path}`)),
  ];
}

function grouped(
  { pipelines }: PlanSide,
  keysOf: (brief: ArtefactBrief) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [name, compiled] of pipelines) for (const key of keysOf(briefOf(compiled))) push(found, key, name);
  return found;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
