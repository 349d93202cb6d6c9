import { inEnglish, say, type Message } from '../../message/index.ts';
import type { ErrorObject } from 'ajv';
import { asClause, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child, pointerSteps, type Location, type Path } from '../text/index.ts';
import { meaningOf } from './key-meaning.ts';
import { schemaAt, type SchemaNode } from './schema-node.ts';
import { label, ownerOf, valueAt } from './shape-words.ts';
import { unknownKeys, type UnknownKey } from './unknown-key.ts';
import { wrongType, wrongWord } from './wrong-value.ts';

/**
 * Words ajv's findings for an author: one diagnostic per mistake, at the smallest place. Where a value
 * may have one of several forms, only the form that it resembles is complained about.
 */
export function shapeDiagnostics(
  errors: readonly ErrorObject[],
  schema: SchemaNode,
  value: unknown,
  at: Location,
): Diagnostic[] {
  const found = resolveAlternatives(errors);
  const keys = strayKeys(found, schema, value);
  const others = found.filter(
    (error) =>
      error.keyword !== 'additionalProperties' && !isSaidByKey(error, keys, value) && !isSaidByType(error, found),
  );
  return [...unknownKeys(keys, at), ...others.map((error) => wordError(error, schema, value, at))];
}

/** Keeps of every failed `anyOf` either the errors of the branch that the value's type fits, or the `anyOf` itself. */
function resolveAlternatives(errors: readonly ErrorObject[]): ErrorObject[] {
  const dropped = new Set<ErrorObject>();
  const outermostFirst = errors
    .filter((error) => error.keyword === 'anyOf')
    .sort((a, b) => a.schemaPath.length - b.schemaPath.length);
  for (const choice of outermostFirst) {
    if (dropped.has(choice)) continue;
    const branches = new Map<string, ErrorObject[]>();
    for (const error of errors) {
      if (!error.schemaPath.startsWith(`${choice.schemaPath}/`)) continue;
      if (error.instancePath !== choice.instancePath && !error.instancePath.startsWith(`${choice.instancePath}/`))
        continue;
      const branch = error.schemaPath.slice(choice.schemaPath.length + 1).split('/')[0] ?? '';
      branches.set(branch, [...(branches.get(branch) ?? []), error]);
    }
    const fitting = [...branches.values()].filter((branch) => !branch.some((error) => isTypeMismatch(error, choice)));
    const kept = new Set(fitting[0] ?? []);
    if (kept.size > 0) dropped.add(choice);
    for (const branch of branches.values()) for (const error of branch) if (!kept.has(error)) dropped.add(error);
  }
  return errors.filter((error) => !dropped.has(error));
}

/** The keys that may not stand where they stand, and what they mean. */
function strayKeys(errors: readonly ErrorObject[], schema: SchemaNode, root: unknown): UnknownKey[] {
  return errors.flatMap((error) => {
    if (error.keyword !== 'additionalProperties') return [];
    const owner = toPath(error.instancePath, root);
    const key = String((error.params as Record<string, unknown>)['additionalProperty']);
    const known = Object.keys(parentOf(error, schema).properties ?? {});
    return [{ key, owner, known, meaning: meaningOf(key, owner, schema, root) }];
  });
}

/**
 * A missing key that stands there under another name or in another place is one mistake, as is a key without a value whose
 * map stands beside it: the unknown key is the one to report.
 */
function isSaidByKey(error: ErrorObject, keys: readonly UnknownKey[], root: unknown): boolean {
  const path = JSON.stringify(toPath(error.instancePath, root));
  if (error.keyword === 'type' || error.keyword === 'anyOf')
    return keys.some(({ meaning }) => meaning.kind === 'moved' && JSON.stringify(meaning.into) === path);
  if (error.keyword !== 'required') return false;
  // of a map with nothing in it that may stand there, what is there is the mistake
  const owner = toPath(error.instancePath, root);
  const names = Object.keys(valueAt(root, owner) ?? {});
  const isStray = (name: string): boolean =>
    keys.some((each) => each.key === name && JSON.stringify(each.owner) === path);
  if (owner.length > 0 && names.length > 0 && names.every(isStray)) return true;
  const missing = String((error.params as Record<string, unknown>)['missingProperty']);
  return keys.some(({ key, owner, meaning }) => {
    if (meaning.kind === 'renamed') return meaning.to === missing && JSON.stringify(owner) === path;
    return meaning.kind === 'moved' && key === missing && JSON.stringify(meaning.into) === path;
  });
}

/** A value of another type is none of the words either: once is enough. */
function isSaidByType(error: ErrorObject, found: readonly ErrorObject[]): boolean {
  return (
    error.keyword === 'enum' &&
    found.some((other) => other.keyword === 'type' && other.instancePath === error.instancePath)
  );
}

function isTypeMismatch(error: ErrorObject, choice: ErrorObject): boolean {
  return error.instancePath === choice.instancePath && ['type', 'const', 'enum'].includes(error.keyword);
}

/** The schema that the keyword at fault belongs to. */
function parentOf({ schemaPath }: ErrorObject, schema: SchemaNode): SchemaNode {
  return schemaAt(schema, schemaPath.slice(0, schemaPath.lastIndexOf('/'))) ?? {};
}

function wordError(error: ErrorObject, schema: SchemaNode, root: unknown, at: Location): Diagnostic {
  const steps = toPath(error.instancePath, root);
  const here = child(at, ...steps);
  const value = valueAt(root, steps);
  const parent = parentOf(error, schema);
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'required':
      return missingKey(String(params['missingProperty']), parent, steps, here);
    case 'type':
    case 'anyOf':
      return wrongType(value, parent, steps, here);
    case 'enum':
    case 'const':
      return wrongWord(value, parent, steps, here);
    case 'pattern':
      return makeDiagnostic('SL0206', here, say`\`${String(value)}\` is not a well-formed name`, {
        help: say`use lower-case letters, digits, \`-\`, \`_\` and \`.\`, beginning and ending with a letter or digit, ${longestOf(String(params['pattern']))} at most`,
      });
    case 'minItems':
      return makeDiagnostic('SL0204', here, say`${label(steps)} is an empty list`, {
        help: say`name at least one, or leave the key out`,
      });
    case 'minLength':
      return makeDiagnostic('SL0204', here, say`${label(steps)} is empty`, {
        help: say`give a value, or leave the key out`,
      });
    case 'minimum':
    case 'maximum':
      return makeDiagnostic(
        'SL0204',
        here,
        error.keyword === 'minimum'
          ? say`${label(steps)} must be ${String(params['limit'])} or more, not ${String(value)}`
          : say`${label(steps)} must be ${String(params['limit'])} or less, not ${String(value)}`,
      );
    default:
      return makeDiagnostic(
        'SL0204',
        here,
        inEnglish(say`${label(steps)} ${String(error.message)}`, say`${label(steps)} is not allowed`),
      );
  }
}

function missingKey(key: string, parent: SchemaNode, steps: Path, at: Location): Diagnostic {
  const description = parent.properties?.[key]?.description;
  const place: Location = { ...at, part: 'key' };
  return makeDiagnostic('SL0203', place, missingKeyMessage(key, steps), {
    help: description
      ? inEnglish(say`add \`${key}:\` (${asClause(description)})`, say`add \`${key}:\``)
      : say`add \`${key}:\``,
  });
}

function missingKeyMessage(key: string, steps: Path): Message {
  const owner = ownerOf(steps);
  return owner === undefined
    ? say`required key \`${key}\` is missing`
    : say`required key \`${key}\` is missing in \`${owner}\``;
}

function toPath(pointer: string, root: unknown): Path {
  let value = root;
  return pointerSteps(pointer).map((key) => {
    const path = Array.isArray(value) ? Number(key) : key;
    value = valueAt(value, [path]);
    return path;
  });
}

/** How many characters the pattern of a name lets it have. */
function longestOf(pattern: string): number {
  const [, between = '126'] = /\{0,(\d+)\}/u.exec(pattern) ?? [];
  return Number(between) + 2;
}
