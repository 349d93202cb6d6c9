import { inEnglish, say, type Message } from '../../message/index.ts';
import type { ErrorObject } from 'ajv';
import { asClause, didYouMean, listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child, keyOf, type Location, type Path } from '../text/index.ts';
import { describeSchema, schemaAt, type SchemaNode } from './schema-node.ts';

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
  return found
    .filter((error) => !isMistypedKey(error, found) && !isSaidByType(error, found))
    .map((error) => wordError(error, schema, value, at));
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

/** A missing key that stands there mistyped is one mistake: the unknown key is the one to report. */
function isMistypedKey(error: ErrorObject, found: readonly ErrorObject[]): boolean {
  if (error.keyword !== 'required') return false;
  const missing = String((error.params as Record<string, unknown>)['missingProperty']);
  return found.some(
    (other) =>
      other.keyword === 'additionalProperties' &&
      other.instancePath === error.instancePath &&
      didYouMean(String((other.params as Record<string, unknown>)['additionalProperty']), [missing]) !== undefined,
  );
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

function wordError(error: ErrorObject, schema: SchemaNode, root: unknown, at: Location): Diagnostic {
  const steps = toPath(error.instancePath, root);
  const here = child(at, ...steps);
  const value = valueAt(root, steps);
  const parent = schemaAt(schema, error.schemaPath.slice(0, error.schemaPath.lastIndexOf('/'))) ?? {};
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(String(params['additionalProperty']), Object.keys(parent.properties ?? {}), value, here);
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
        help: say`use lower-case letters, digits, \`-\`, \`_\` and \`.\`, beginning and ending with a letter or digit, 128 at most`,
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

function unknownKey(key: string, known: readonly string[], owner: unknown, at: Location): Diagnostic {
  const place = keyOf(at, key);
  const isPresent = (name: string): boolean =>
    typeof owner === 'object' && owner !== null && Object.hasOwn(owner, name);
  const near = didYouMean(
    key,
    known.filter((name) => !isPresent(name)),
  );
  return makeDiagnostic('SL0201', place, unknownKeyMessage(key, at.path), {
    notes: near ? [] : [say`known keys here: ${listWords([...known].sort(), 'and')}`],
    ...(near
      ? {
          help: say`did you mean \`${near}\`?`,
          suggestions: [
            {
              message: say`did you mean \`${near}\`?`,
              confidence: 'likely' as const,
              edits: [{ at: place, newText: near }],
            },
          ],
        }
      : {}),
  });
}

function missingKey(key: string, parent: SchemaNode, steps: Path, at: Location): Diagnostic {
  const description = parent.properties?.[key]?.description;
  const place: Location = { ...at, part: 'key' };
  return makeDiagnostic('SL0203', place, missingKeyMessage(key, steps), {
    help: description ? inEnglish(say`add \`${key}:\` (${asClause(description)})`, say`add \`${key}:\``) : say`add \`${key}:\``,
  });
}

function wrongType(value: unknown, wanted: SchemaNode, steps: Path, at: Location): Diagnostic {
  if (steps.at(-1) === 'password' && value !== null) return literalPassword(at);
  const words = wanted.anyOf?.flatMap((branch) => branch.enum ?? []).map(String) ?? [];
  const near = typeof value === 'string' ? didYouMean(value, words) : undefined;
  if (near) return wrongWord(value, { ...wanted, enum: words }, steps, at);
  const help = typeHelp(value, wanted);
  return makeDiagnostic(
    'SL0202',
    at,
    say`${label(steps)} must be ${describeSchema(wanted)}, not ${shown(value)}`,
    help ? { help } : {},
  );
}

/** A password that YAML reads as a number is a password all the same: it must not be repeated in a message. */
function literalPassword(at: Location): Diagnostic {
  return makeDiagnostic('SL0701', at, say`a password is written out`, {
    notes: [say`a file in git is read by everyone who can clone it, and git never forgets`],
    help: say`put it in the environment of the executor and write \`\${secret:env/NAME}\``,
  });
}

function typeHelp(value: unknown, wanted: SchemaNode): Message | undefined {
  const forms = (wanted.anyOf ?? [wanted]).filter((form) => form.enum === undefined && form.const === undefined);
  const types = forms.map((form) => form.type);
  const example = /For example ([^.]+)/.exec(wanted.description ?? '')?.[1];
  if (types.includes('array') && typeof value === 'string') return say`write a list: \`[${value}]\``;
  if (example !== undefined && typeof value === 'number')
    return say`write it as in \`${example.split(', ')[0] ?? ''}\``;
  if (types.includes('string') && (typeof value === 'number' || typeof value === 'boolean'))
    return say`put it in quotes: \`"${value}"\``;
  if (value === null) return say`give a value, or leave the key out`;
  if (
    (types.includes('integer') || types.includes('number')) &&
    typeof value === 'string' &&
    /^-?\d+(\.\d+)?$/.test(value)
  )
    return say`write it without quotes: \`${value}\``;
  return undefined;
}

function wrongWord(value: unknown, wanted: SchemaNode, steps: Path, at: Location): Diagnostic {
  const allowed = (wanted.enum ?? [wanted.const]).map(String);
  const near = typeof value === 'string' ? nearestWord(value, allowed) : undefined;
  return makeDiagnostic('SL0204', at, say`${label(steps)} cannot be ${shown(value)}`, {
    notes: [allowed.length > 1 ? say`expected one of ${listWords(allowed)}` : say`expected ${listWords(allowed)}`],
    ...(near
      ? {
          help: say`did you mean \`${near}\`?`,
          suggestions: [
            { message: say`did you mean \`${near}\`?`, confidence: 'likely' as const, edits: [{ at, newText: near }] },
          ],
        }
      : {}),
  });
}

/** Words of the engines and of SQL that stand for a word of ours, though another is nearer by its letters. */
const MEANT: Readonly<Record<string, string>> = { insert: 'append', update: 'upsert', truncate: 'overwrite' };

function nearestWord(word: string, allowed: readonly string[]): string | undefined {
  const meant = MEANT[word.toLowerCase()];
  return meant !== undefined && allowed.includes(meant) ? meant : didYouMean(word, allowed);
}

function label(steps: Path): Message {
  const named = steps.filter((step) => typeof step === 'string');
  const last = steps.at(-1);
  if (last === undefined) return say`the document`;
  return typeof last === 'number' ? say`entry ${last + 1} of \`${named.at(-1) ?? ''}\`` : say`\`${last}\``;
}

function ownerOf(steps: Path): string | undefined {
  return steps.filter((step) => typeof step === 'string').at(-1);
}

function unknownKeyMessage(key: string, steps: Path): Message {
  const owner = ownerOf(steps);
  return owner === undefined ? say`unknown key \`${key}\`` : say`unknown key \`${key}\` in \`${owner}\``;
}

function missingKeyMessage(key: string, steps: Path): Message {
  const owner = ownerOf(steps);
  return owner === undefined
    ? say`required key \`${key}\` is missing`
    : say`required key \`${key}\` is missing in \`${owner}\``;
}

function shown(value: unknown): Message {
  if (value === null || value === undefined) return say`nothing`;
  if (Array.isArray(value)) return say`a list`;
  if (typeof value === 'object') return say`a mapping`;
  const text = String(value);
  const short = text.length > 40 ? `${text.slice(0, 37)}…` : text;
  if (typeof value === 'number') return say`the number \`${short}\``;
  return typeof value === 'boolean' ? say`the boolean \`${short}\`` : say`\`${short}\``;
}

function toPath(pointer: string, root: unknown): Path {
  let value = root;
  return pointer
    .split('/')
    .slice(1)
    .map((step) => {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      const path = Array.isArray(value) ? Number(key) : key;
      value = valueAt(value, [path]);
      return path;
    });
}

function valueAt(root: unknown, steps: Path): unknown {
  let value = root;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
