import { showHoles, type Artefact, type DataPlaces, type Template } from '../../artefact/index.ts';
import { workAt } from '../member-at.ts';
import { serverOf, type Server } from './servers.ts';
import { tablesOfQuery } from './tables-of-query.ts';

/** The tables, topics and files that a pipeline reads. Only what is asked for is shown: it is asked of every pipeline. */
export function placesRead(artefact: Artefact): DataPlaces {
  const server = serverAt(artefact, 'source');
  if (server === undefined) return NONE;
  const query = textsAt(artefact, 'source', 'query').flatMap(tablesOfQuery);
  const match = workAt(artefact, 'source', 'tableMatch');
  return {
    tables: [
      ...textsAt(artefact, 'source', 'tables').map((name) => ({ keys: keysOf(server, name) })),
      ...query.map((name) => ({ keys: keysOf(server, name), byQuery: true as const })),
    ],
    files: ['path', 'otherPaths'].flatMap((key) =>
      textsAt(artefact, 'source', key).map((path) => ({ servers: server.keys, path: path.replace(/\/+$/, '') })),
    ),
    patterns: typeof match === 'string' ? [{ servers: server.keys, pattern: match }] : [],
  };
}

/** Those that it writes. */
export function placesWritten(artefact: Artefact): DataPlaces {
  const server = serverAt(artefact, 'sink');
  if (server === undefined) return NONE;
  return {
    tables: textsAt(artefact, 'sink', 'table').map((name) => ({ keys: keysOf(server, name) })),
    files: textsAt(artefact, 'sink', 'path').map((path) => ({ servers: server.keys, path: path.replace(/\/+$/, '') })),
    patterns: [],
  };
}

const NONE: DataPlaces = { tables: [], files: [], patterns: [] };

/** A pattern of table names, to be asked of many. */
export interface TablePattern {
  readonly servers: readonly string[];
  readonly expression: RegExp;
}

/** None where it is no regular expression: the compiler has reported it. */
export function tablePatterns({ patterns }: DataPlaces): readonly TablePattern[] {
  return patterns.flatMap(({ servers, pattern }) => {
    try {
      return [{ servers, expression: new RegExp(`^(?:${pattern})$`, 'u') }];
    } catch {
      return [];
    }
  });
}

/** True of a table's key whose name a pattern of its server matches, with or without its database in front. */
export function matchesPattern(key: string, { servers, expression }: TablePattern): boolean {
  return servers.some((server) => {
    if (!key.startsWith(`${server}\n`)) return false;
    const name = key.slice(server.length + 1);
    return expression.test(name) || expression.test(name.slice(name.indexOf('.') + 1));
  });
}

function serverAt(artefact: Artefact, side: 'source' | 'sink'): Server | undefined {
  const name = workAt(artefact, side, 'datasource', 'name');
  return typeof name === 'string' ? serverOf(artefact, name) : undefined;
}

function textsAt(artefact: Artefact, side: 'source' | 'sink', key: string): readonly string[] {
  const found = workAt(artefact, side, key);
  if (found === undefined) return [];
  return [showHoles(found)].flat().filter((each: Template): each is string => typeof each === 'string');
}

/** One name may be written `orders`, `shop.orders` and with quotes. */
function keysOf({ keys, database, qualifies }: Server, written: string): readonly string[] {
  const plain = written.replaceAll(/[`"[\]]/g, '');
  const name = qualifies && database !== undefined && !plain.includes('.') ? `${database}.${plain}` : plain;
  return keys.map((key) => `${key}\n${name}`);
}
