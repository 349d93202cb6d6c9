import type { Cursor } from '../compiler/index.ts';
import { patternOf } from './members.ts';
import type { DocumentKind } from './question.ts';

/** What a name at a place stands for. */
export type Reference =
  | { readonly kind: 'datasource' | 'engine' | 'pipeline'; readonly name: string }
  /** Sides whose columns it may be, the likelier one first. */
  | { readonly kind: 'column'; readonly name: string; readonly of: readonly ('source' | 'sink')[] };

const PIPELINE: Readonly<Record<string, Reference['kind']>> = {
  engine: 'engine',
  dependsOn: 'pipeline',
  'dependsOn.*': 'pipeline',
  'dependsOn.all.*': 'pipeline',
  'dependsOn.any.*': 'pipeline',
  'source.datasource': 'datasource',
  'sink.datasource': 'datasource',
  'settings.dirty.datasource': 'datasource',
};

const TESTS: Readonly<Record<string, 'pipeline' | 'engine'>> = { pipeline: 'pipeline', engine: 'engine' };

const COLUMNS: Readonly<Record<string, readonly ('source' | 'sink')[]>> = {
  'source.splitBy': ['source'],
  'source.incremental.column': ['source'],
  'settings.resume': ['source'],
  'sink.key.*': ['sink', 'source'],
  'sink.columns.*.from': ['source'],
};

/** What kind of name belongs at a path, whether or not one is written there. */
export function referenceKind(kind: DocumentKind, path: Cursor['path']): Reference['kind'] | undefined {
  const pattern = patternOf(path);
  if (kind === 'test') return TESTS[pattern.replace(/^cases\.\*\./, '')];
  if (kind === 'datasource') return pattern === 'hadoop' ? 'datasource' : undefined;
  if (kind === 'project') {
    if (pattern === 'defaults.engine') return 'engine';
    return /^environments\.[^.]*\.datasources\..*\.hadoop$/.test(pattern) ? 'datasource' : undefined;
  }
  return PIPELINE[pattern] ?? (pattern in COLUMNS ? 'column' : undefined);
}

/** The sides whose columns a name at a path may be. */
export function columnSides(path: Cursor['path']): readonly ('source' | 'sink')[] {
  return COLUMNS[patternOf(path)] ?? [];
}

/** What is named at the cursor, where it is declared too; undefined where no name stands. */
export function referenceAt(kind: DocumentKind, cursor: Cursor): Reference | undefined {
  const { path, part, text } = cursor;
  if (kind === 'project' && part !== 'value') return engineOrOverlay(path);
  // a word alone in a list is an item of it
  const at = part === 'either' ? path.slice(0, -1) : path;
  if (part === 'key' || text === '') return undefined;
  if ((kind === 'pipeline' || kind === 'datasource') && patternOf(at) === 'name') return { kind, name: text };
  const found = referenceKind(kind, at);
  if (found === undefined) return undefined;
  return found === 'column' ? { kind: found, name: text, of: columnSides(at) } : { kind: found, name: text };
}

/** The key of an engine is its name, that of an environment's overlay names what it changes. */
function engineOrOverlay(path: Cursor['path']): Reference | undefined {
  const [top, second, group, name, ...rest] = path;
  if (top === 'engines' && typeof second === 'string' && group === undefined) return { kind: 'engine', name: second };
  if (top !== 'environments' || typeof name !== 'string' || rest.length > 0) return undefined;
  if (group === 'datasources') return { kind: 'datasource', name };
  return group === 'engines' ? { kind: 'engine', name } : undefined;
}
