import { type Message, say } from '../../message/index.ts';
import { listWords, makeDiagnostic, meantInstead, type Diagnostic } from '../diagnostics/index.ts';
import { child, keyOf, type Location, type Path } from '../text/index.ts';
import { ignoredKeyNotes } from './ignored-key.ts';
import type { KeyMeaning } from './key-meaning.ts';
import { ownerOf } from './shape-words.ts';

/** A key that may not stand in its map, with what is meant by it. */
export interface UnknownKey {
  readonly key: string;
  /** The path of the map. */
  readonly owner: Path;
  readonly meaning: KeyMeaning;
  /** The keys that the map may have. */
  readonly known: readonly string[];
}

/** One finding for each unknown key, and one for keys that belong into the same other map together. */
export function unknownKeys(keys: readonly UnknownKey[], at: Location): Diagnostic[] {
  const moved = new Map<string, UnknownKey[]>();
  const single: UnknownKey[] = [];
  for (const each of keys) {
    if (each.meaning.kind !== 'moved') {
      single.push(each);
      continue;
    }
    const group = JSON.stringify([each.owner, each.meaning.into]);
    moved.set(group, [...(moved.get(group) ?? []), each]);
  }
  return [
    ...single.map((each) => unknownKey(each, at)),
    ...[...moved.values()].flatMap((group) => misplaced(group, at)),
  ];
}

function unknownKey({ key, owner, meaning, known }: UnknownKey, at: Location): Diagnostic {
  const place = keyOf(child(at, ...owner), key);
  const message = unknownKeyMessage(key, owner);
  if (meaning.kind === 'renamed') {
    return makeDiagnostic('SL0201', place, message, {
      notes: ignoredKeyNotes(owner, meaning.to),
      ...meantInstead(meaning.to, place, meaning.certain ? 'certain' : 'likely'),
    });
  }
  if (meaning.kind === 'cut') return cutValue(meaning, child(at, ...owner), key);
  return makeDiagnostic('SL0201', place, message, {
    notes: [...ignoredKeyNotes(owner, undefined), say`known keys here: ${listWords([...known].sort(), 'and')}`],
    ...helpOf(meaning, known),
  });
}

/** A value without quotes in `{ }` that holds a comma: both halves are one. */
function cutValue({ of, text }: Extract<KeyMeaning, { kind: 'cut' }>, map: Location, key: string): Diagnostic {
  const help = say`write \`${of}: "${text}"\``;
  return makeDiagnostic('SL0201', keyOf(map, key), say`\`${text}\` is cut in two by its comma`, {
    labels: [{ at: child(map, of), message: say`it begins here` }],
    notes: [say`a comma ends an entry of a map in \`{ }\`, unless its value has quotes`],
    help,
    suggestions: [
      {
        message: help,
        confidence: 'certain',
        edits: [
          { at: child(map, of), newText: `"${text}"` },
          { at: child(map, key), kind: 'remove' },
        ],
      },
    ],
  });
}

function helpOf(meaning: KeyMeaning, known: readonly string[]): Pick<Diagnostic, 'help'> {
  if (meaning.kind === 'elsewhere') return { help: say`use \`${meaning.path.join('.')}\`` };
  if (meaning.kind === 'connection') return { help: say`a connection is a datasource: write \`${meaning.key}\` there` };
  return known.includes('options') ? { help: say`an option of the engine goes under \`options\`` } : {};
}

/** Keys at the wrong indentation. */
function misplaced(group: readonly UnknownKey[], at: Location): Diagnostic[] {
  const [first, ...others] = group;
  if (first?.meaning.kind !== 'moved') return [];
  const { owner } = first;
  const { into, direction } = first.meaning;
  const map = child(at, ...owner);
  const names = listWords(
    group.map(({ key }) => key),
    'and',
  );
  const help = helpFor(direction, into, owner, group.length > 1);
  return [
    makeDiagnostic('SL0207', keyOf(map, first.key), messageFor(names, owner, group.length > 1), {
      labels: others.map(({ key }) => ({ at: keyOf(map, key), message: say`this too` })),
      help,
      suggestions: [
        {
          message: help,
          confidence: 'likely',
          edits: group.map(({ key }) => ({ at: child(map, key), kind: 'move', into: child(at, ...into) })),
        },
      ],
    }),
  ];
}

function messageFor(names: Message, owner: Path, several: boolean): Message {
  const holder = ownerOf(owner);
  if (holder === undefined) {
    return several ? say`${names} are no keys of the document itself` : say`${names} is no key of the document itself`;
  }
  return several ? say`${names} do not belong under \`${holder}\`` : say`${names} does not belong under \`${holder}\``;
}

function helpFor(direction: 'in' | 'out', into: Path, owner: Path, several: boolean): Message {
  if (direction === 'in') {
    const holder = ownerOf(into) ?? '';
    return several ? say`move them under \`${holder}\`` : say`move it under \`${holder}\``;
  }
  const left = ownerOf(owner.slice(into.length, into.length + 1)) ?? ownerOf(owner) ?? '';
  return several ? say`move them out of \`${left}\`` : say`move it out of \`${left}\``;
}

function unknownKeyMessage(key: string, steps: Path): Message {
  const owner = ownerOf(steps);
  return owner === undefined ? say`unknown key \`${key}\`` : say`unknown key \`${key}\` in \`${owner}\``;
}
