import type { Diagnostic, Edit } from '../diagnostics/index.ts';
import { isWithin, type Location, type Path } from '../text/index.ts';
import { valueAt } from './shape-words.ts';

/** What the author of a misshapen value means, as far as its findings tell. */
export interface MeantValue {
  readonly value: unknown;
  /** True where nothing had to be left out of it to give it a shape. */
  readonly isWhole: boolean;
  /** A finding in it, at its place in the text that was written; undefined where it may only follow from what was left out. */
  told(diagnostic: Diagnostic): Diagnostic | undefined;
}

/**
 * The value once each finding of its shape is mended by the finding's own fix, so that what else is wrong with it can be told in
 * the same pass. An unknown key that nobody can place is left out, and its section with it where findings are told. Undefined where
 * a finding says nothing to go on with.
 */
export function meantValue(root: unknown, at: Location, diagnostics: readonly Diagnostic[]): MeantValue | undefined {
  const value: unknown = structuredClone(root);
  const places: { readonly meant: Path; readonly written: Path }[] = [];
  const silent: Location[] = [];
  const inside = (location: Location): Path => location.path.slice(at.path.length);
  for (const diagnostic of diagnostics) {
    const [fix] = diagnostic.suggestions ?? [];
    if (fix !== undefined && (fix.confidence === 'certain' || isKeyAtFault(diagnostic))) {
      for (const edit of fix.edits) {
        const moved = applyEdit(value, edit, inside);
        if (moved === undefined) return undefined;
        if (moved !== 'stays') places.push({ meant: moved, written: inside(edit.at) });
      }
      continue;
    }
    if (diagnostic.code !== 'SL0201' || !removeAt(value, inside(diagnostic.at))) return undefined;
    silent.push(sectionOf(inside(diagnostic.at).slice(0, -1), at));
  }
  return {
    value,
    isWhole: silent.length === 0,
    told(diagnostic) {
      const isSilent = silent.some((section) =>
        section.path.length === at.path.length ? isOfWhole(diagnostic, at) : isWithin(diagnostic.at, section),
      );
      return isSilent ? undefined : mapPlaces(diagnostic, (location) => asWritten(location, at, places));
    },
  };
}

/** A key that is another's, or lies elsewhere: what is under it is right, wherever it belongs. */
function isKeyAtFault({ code }: Diagnostic): boolean {
  return code === 'SL0201' || code === 'SL0207';
}

/** What is said of a definition as a whole, at its name or beside it: that something is not there. */
function isOfWhole({ at: { path } }: Diagnostic, at: Location): boolean {
  return path.length <= at.path.length || (path.length === at.path.length + 1 && path.at(-1) === 'name');
}

/** The key of the document under which a place lies; the document itself for its own keys. */
function sectionOf(path: Path, at: Location): Location {
  return { ...at, path: [...at.path, ...path.slice(0, 1)] };
}

function asWritten(
  location: Location,
  at: Location,
  places: readonly { readonly meant: Path; readonly written: Path }[],
): Location {
  for (const { meant, written } of places) {
    const path = [...at.path, ...meant];
    if (isWithin(location, { ...at, path }))
      return { ...location, path: [...at.path, ...written, ...location.path.slice(path.length)] };
  }
  return location;
}

function mapPlaces(diagnostic: Diagnostic, map: (location: Location) => Location): Diagnostic {
  const { labels, suggestions } = diagnostic;
  return {
    ...diagnostic,
    at: map(diagnostic.at),
    ...(labels && { labels: labels.map((label) => ({ ...label, at: map(label.at) })) }),
    ...(suggestions && {
      suggestions: suggestions.map((each) => ({
        ...each,
        edits: each.edits.map((edit) => ({
          ...edit,
          at: map(edit.at),
          ...('kind' in edit && edit.kind === 'move' ? { into: map(edit.into) } : {}),
        })),
      })),
    }),
  };
}

/** Where what the edit moves or renames has come to lie, `stays` for one that moves nothing; undefined where it cannot be made. */
function applyEdit(root: unknown, edit: Edit, inside: (at: Location) => Path): Path | 'stays' | undefined {
  const path = inside(edit.at);
  const key = path.at(-1);
  const holder = mapAt(root, path.slice(0, -1));
  if (holder === undefined || key === undefined) return undefined;
  if (!('kind' in edit)) {
    if (edit.at.part === 'value') {
      holder[key] = plainValue(edit.newText);
      return 'stays';
    }
    return moveEntry(holder, key, holder, edit.newText) ? [...path.slice(0, -1), edit.newText] : undefined;
  }
  switch (edit.kind) {
    case 'remove':
      return removeAt(root, path) ? 'stays' : undefined;
    case 'move': {
      const target = inside(edit.into);
      const map = mapAt(root, target) ?? madeAt(root, target);
      return map !== undefined && moveEntry(holder, key, map, key) ? [...target, key] : undefined;
    }
    // 7 may be meant to be text, or to be something else
    case 'quote':
    case 'insert':
      return undefined;
  }
}

type Entries = Record<string | number, unknown>;

function mapAt(root: unknown, path: Path): Entries | undefined {
  const found = valueAt(root, path);
  // `as`: an object or a list, whose entries are asked for by key or index
  return typeof found === 'object' && found !== null ? (found as Entries) : undefined;
}

/** A key without a value, whose entries were written beside it. */
function madeAt(root: unknown, path: Path): Entries | undefined {
  const holder = mapAt(root, path.slice(0, -1));
  const key = path.at(-1);
  if (holder === undefined || key === undefined || (holder[key] ?? null) !== null) return undefined;
  const made: Entries = {};
  holder[key] = made;
  return made;
}

function moveEntry(from: Entries, key: string | number, into: Entries, name: string | number): boolean {
  if (Array.isArray(from) || Array.isArray(into) || Object.hasOwn(into, name)) return false;
  into[name] = from[key];
  return delete from[key];
}

/** Entries of maps alone: without an entry of a list the others have other places. */
function removeAt(root: unknown, path: Path): boolean {
  const holder = mapAt(root, path.slice(0, -1));
  const key = path.at(-1);
  return holder !== undefined && key !== undefined && !Array.isArray(holder) && delete holder[key];
}

/** A value as a fix writes it: JSON, a word, or one word in a list. */
function plainValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const [, word] = /^\[([^,]+)\]$/.exec(text) ?? [];
    return word === undefined ? text : [word];
  }
}
