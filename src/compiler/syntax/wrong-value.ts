import { type Message, say } from '../../message/index.ts';
import {
  didYouMean,
  listWords,
  makeDiagnostic,
  meantInstead,
  nearName,
  type Diagnostic,
  type Suggestion,
} from '../diagnostics/index.ts';
import type { Location, Path } from '../text/index.ts';
import { describeSchema, fits, type SchemaNode } from './schema-node.ts';
import { label, shown } from './shape-words.ts';

/** Keys whose values are not repeated in a message, nor mended: a literal secret is a mistake of its own. */
const SECRETS: ReadonlySet<unknown> = new Set(['password', 'accessKey', 'secretKey', 'token']);

/** A value of another type than the schema wants. */
export function wrongType(value: unknown, wanted: SchemaNode, steps: Path, at: Location): Diagnostic {
  if (SECRETS.has(steps.at(-1)) && value !== null) return literalSecret(String(steps.at(-1)), at);
  const words = wanted.anyOf?.flatMap((branch) => branch.enum ?? []).map(String) ?? [];
  const near = typeof value === 'string' ? didYouMean(value, words) : undefined;
  if (near) return wrongWord(value, { ...wanted, enum: words }, steps, at);
  return makeDiagnostic(
    'SL0202',
    at,
    say`${label(steps)} must be ${describeSchema(wanted)}, not ${shown(value)}`,
    mendedType(value, wanted, steps, at),
  );
}

/** A secret that YAML reads as a number is a secret all the same. */
function literalSecret(key: string, at: Location): Diagnostic {
  const message = key === 'password' ? say`a password is written out` : say`\`${key}\` is written out`;
  return makeDiagnostic('SL0701', at, message, {
    notes: [say`a file in git is read by everyone who can clone it, and git never forgets`],
    help: say`put it in the environment of the executor and write \`\${secret:env/NAME}\``,
  });
}

type Mend = Pick<Diagnostic, 'help' | 'suggestions'>;

/** The same value, written as the type that is wanted. Nothing is lost by it, so that it is certain. */
function mendedType(value: unknown, wanted: SchemaNode, steps: Path, at: Location): Mend {
  const forms = (wanted.anyOf ?? [wanted]).filter((form) => form.enum === undefined && form.const === undefined);
  const types = forms.flatMap((form) => form.type ?? []);
  const example = /For example ([^.]+)/.exec(wanted.description ?? '')?.[1];
  if (types.includes('array') && typeof value === 'string') return asList(value, wanted, steps, at);
  if (example !== undefined && typeof value === 'number')
    return { help: say`write it as in \`${example.split(', ')[0] ?? ''}\`` };
  // A list of what has names.
  if (example !== undefined && types.includes('object') && Array.isArray(value))
    return { help: say`write it as in \`${example}\`` };
  if (types.includes('string') && (typeof value === 'number' || typeof value === 'boolean'))
    // as it is written, which the value no longer tells: 1.10 has become 1.1
    return mend(say`put it in quotes`, { message: say`put it in quotes`, edits: [{ at, kind: 'quote' }] });
  if (value === null) return { help: say`give a value, or leave the key out` };
  const meant = typeof value === 'string' ? SWITCHES[value.toLowerCase()] : undefined;
  if (meant !== undefined && types.includes('boolean')) {
    const message = say`write \`${meant}\``;
    return mend(message, { message, edits: [{ at, newText: String(meant) }] });
  }
  const plain = typeof value === 'string' ? plainValue(value) : undefined;
  if (plain !== undefined && fits(plain, wanted)) {
    const message = say`write it without quotes: \`${String(value)}\``;
    return mend(message, { message, edits: [{ at, newText: String(value) }] });
  }
  return {};
}

/** What YAML 1.1 knew as true and false: in YAML 1.2 they are words. */
const SWITCHES: Readonly<Record<string, boolean>> = { yes: true, on: true, no: false, off: false };

/** A number or a switch that is written as text. */
function plainValue(text: string): number | boolean | undefined {
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text)) return Number(text);
  return text === 'true' || text === 'false' ? text === 'true' : undefined;
}

/** Of a single word one list can be made; what has spaces or commas may have been several. */
function asList(value: string, wanted: SchemaNode, steps: Path, at: Location): Mend {
  const between = steps.at(-1) === 'command' ? /\s+/ : /\s*[,，;]\s*/;
  if (between.test(value)) return asSeveral(value, between, wanted, at);
  const isWord = /^[\w$][\w.$-]*$/.test(value) && typeof plainValue(value) !== 'number';
  const written = isWord ? `[${value}]` : `[${JSON.stringify(value)}]`;
  const message = say`write a list: \`${written}\``;
  if (!fits([value], wanted)) return { help: message };
  return mend(message, { message, edits: [{ at, newText: written }] }, isWord ? 'certain' : 'likely');
}

/** Several written in one text, each an entry of the list; a guess, since a text may hold commas. */
function asSeveral(value: string, between: RegExp, wanted: SchemaNode, at: Location): Mend {
  const entries = value.split(between).filter((entry) => entry !== '');
  const written = `[${entries.map((entry) => (/^[\w$][\w.$ -]*$/.test(entry) ? entry : JSON.stringify(entry))).join(', ')}]`;
  const message = say`write a list: \`${written}\``;
  return fits(entries, wanted)
    ? mend(message, { message, edits: [{ at, newText: written }] }, 'likely')
    : { help: message };
}

function mend(
  help: Message,
  suggestion: Omit<Suggestion, 'confidence'>,
  confidence: Suggestion['confidence'] = 'certain',
): Mend {
  return { help, suggestions: [{ ...suggestion, confidence }] };
}

/** A word that is none of those that may stand there. */
export function wrongWord(value: unknown, wanted: SchemaNode, steps: Path, at: Location): Diagnostic {
  const allowed = (wanted.enum ?? [wanted.const]).map(String);
  const notes = [allowed.length > 1 ? say`expected one of ${listWords(allowed)}` : say`expected ${listWords(allowed)}`];
  return makeDiagnostic('SL0204', at, say`${label(steps)} cannot be ${shown(value)}`, {
    notes,
    ...(typeof value === 'string' ? wordMeant(value, allowed, at) : {}),
  });
}

/** Words of the engines and of SQL that stand for a word of ours, though another is nearer by its letters. */
const MEANT: Readonly<Record<string, string>> = {
  insert: 'append',
  update: 'upsert',
  truncate: 'overwrite',
  flink: 'flink-sql',
};

function wordMeant(word: string, allowed: readonly string[], at: Location): Mend {
  const plain = word.toLowerCase();
  const meant = Object.hasOwn(MEANT, plain) ? MEANT[plain] : undefined;
  if (meant !== undefined && allowed.includes(meant)) return meantInstead(meant, at);
  const near = nearName(word, allowed);
  if (near !== undefined) return meantInstead(near.name, at, near.certain ? 'certain' : 'likely');
  const foreign = nearName(plain, Object.keys(MEANT));
  const ours = foreign === undefined ? undefined : MEANT[foreign.name];
  return ours !== undefined && allowed.includes(ours) ? meantInstead(ours, at, 'likely') : {};
}
