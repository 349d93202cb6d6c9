import { type Message, say, sentence, inEnglish } from '../../message/index.ts';
import type { CommonField, OptionSpec, SideSpec } from '../connector/index.ts';
import {
  asClause,
  listWords,
  makeDiagnostic,
  meantInstead,
  nearName,
  type Diagnostic,
  roleWord,
} from '../diagnostics/index.ts';
import { child, isMapping, keyOf, type Location } from '../text/index.ts';
import { connectorOptionElsewhere, type Elsewhere } from './option-elsewhere.ts';
import { sidesOf, type PipelineRule, type Side } from './rule.ts';

/** The engine ignores an option that it does not know; so every option is looked up in the connector's spec. */
export const connectorOptions: PipelineRule = {
  name: 'connector-options',
  *check(pipeline, context): Iterable<Diagnostic> {
    for (const side of sidesOf(pipeline, context)) {
      const { role, node, spec, connector } = side;
      const at = child(node.at, 'options');
      const owner = say`the ${connector.name} ${roleWord(role)} on ${pipeline.engine.type}`;
      yield* saidElsewhere(node, spec, owner, at);
      yield* checkOptions(notSaidElsewhere(node, spec), spec.options, owner, at, connectorOptionElsewhere(side));
    }
  },
};

/** The engine's own name for what a common field or the datasource says. */
function* saidElsewhere(
  node: Side['node'],
  { saidBy = {} }: SideSpec,
  owner: Message,
  at: Location,
): Iterable<Diagnostic> {
  for (const key of Object.keys(node.options)) {
    const field = Object.hasOwn(saidBy, key) ? saidBy[key] : undefined;
    if (field === undefined) continue;
    yield makeDiagnostic(
      'SL0620',
      keyOf(at, key),
      say`option \`${key}\` of ${owner} is set by ${field === 'datasource' ? say`the datasource` : say`the field \`${field}\``}`,
      {
        notes: [say`the compiler prints it for every engine by that engine’s own name`],
        help:
          field === 'datasource'
            ? say`take it out of \`options\`, and give it in the datasource`
            : say`take it out of \`options\`, and write ${EXAMPLES[field] ?? say`\`${field}\``} in the ${roleWord(node.kind)}`,
      },
    );
  }
}

function notSaidElsewhere({ options }: Side['node'], { saidBy = {} }: SideSpec): Side['node']['options'] {
  return Object.fromEntries(Object.entries(options).filter(([key]) => !Object.hasOwn(saidBy, key)));
}

/** How an author writes a field whose shape its name does not tell. */
const EXAMPLES: Partial<Record<CommonField | 'datasource', Message>> = {
  start: say`\`start: earliest\`, or \`latest\`, \`committed\`, \`now\`, \`{ time: … }\`, \`{ offsets: … }\`, \`{ file: …, position: … }\`, \`{ scn: … }\`, \`{ lsn: … }\``,
  mode: say`\`mode: append\`, \`upsert\`, \`replace\` or \`overwrite\``,
};

/** Options against what is known of each: their names, types, ranges and members. */
export function* checkOptions(
  options: Readonly<Record<string, unknown>>,
  specs: Readonly<Record<string, OptionSpec>>,
  owner: Message,
  at: Location,
  elsewhere: (key: string) => Elsewhere | undefined = () => undefined,
): Iterable<Diagnostic> {
  for (const [key, value] of Object.entries(options)) {
    const option = Object.hasOwn(specs, key) ? specs[key] : undefined;
    if (option === undefined) {
      yield unknownOption(key, value, specs, owner, keyOf(at, key), elsewhere(key));
      continue;
    }
    yield* checkOption(key, value, option, child(at, key));
    if (option.members === undefined) continue;
    const maps = option.type === 'object-list' && Array.isArray(value) ? value : [value];
    for (const [index, map] of maps.entries()) {
      const place = Array.isArray(value) ? child(at, key, index) : child(at, key);
      if (isMapping(map) && map['kind'] !== 'run-time-text')
        yield* checkOptions(map, option.members, say`\`${key}\` of ${owner}`, place);
    }
  }
}

function listOf(specs: Readonly<Record<string, OptionSpec>>): Message {
  const known = Object.keys(specs).sort();
  return known.length > 0 ? say`it has ${listWords(known, 'and')}` : say`it has none`;
}

function unknownOption(
  key: string,
  value: unknown,
  specs: Readonly<Record<string, OptionSpec>>,
  owner: Message,
  at: Location,
  other: Elsewhere | undefined,
): Diagnostic {
  const near = other?.help === undefined ? nearName(key, Object.keys(specs)) : undefined;
  const meant = near && specs[near.name];
  // a name that is right elsewhere is no slip of the keyboard
  const isCertain =
    other === undefined && near?.certain === true && meant !== undefined && problemWith(value, meant) === undefined;
  return makeDiagnostic('SL0604', at, say`\`${key}\` is no option of ${owner}`, {
    notes: [say`the engine would ignore it without a word`, ...(other?.note === undefined ? [] : [other.note])],
    ...(near
      ? meantInstead(near.name, at, isCertain && meant.secret !== true ? 'certain' : 'likely')
      : placeFor(other, specs, at)),
  });
}

function placeFor(
  other: Elsewhere | undefined,
  specs: Readonly<Record<string, OptionSpec>>,
  at: Location,
): Pick<Diagnostic, 'help' | 'suggestions'> {
  const { into, help = listOf(specs) } = other ?? {};
  if (into === undefined) return { help };
  return {
    help,
    suggestions: [{ message: say`move it there`, confidence: 'likely', edits: [{ at, kind: 'move', into }] }],
  };
}

function* checkOption(key: string, value: unknown, option: OptionSpec, at: Location): Iterable<Diagnostic> {
  const isText = typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'run-time-text';
  if (isText) {
    if (option.dynamic !== true) {
      yield makeDiagnostic('SL0403', at, say`run-time values are not filled in option \`${key}\``, {
        notes: [say`the engine reads it before a run has a fire time`],
        help: say`write the value itself`,
      });
    }
    return;
  }
  const problem = problemWith(value, option);
  if (problem) {
    yield makeDiagnostic('SL0605', at, say`option \`${key}\` ${problem}`, {
      notes: [inEnglish(sentence(asClause(option.description)))],
      ...mended(value, option, at),
    });
  }
  if (option.secret === true) {
    yield makeDiagnostic('SL0701', at, say`option \`${key}\` is a secret and is written out`, {
      help: say`give it in the datasource as \`\${secret:env/NAME}\``,
    });
  }
}

function problemWith(value: unknown, option: OptionSpec): Message | undefined {
  switch (option.type) {
    case 'string':
      if (typeof value !== 'string') return say`must be text`;
      if (option.values && !option.values.includes(value)) return say`must be one of ${listWords(option.values)}`;
      return option.pattern !== undefined && !new RegExp(`^(?:${option.pattern})$`, 'iu').test(value)
        ? say`cannot be \`${value}\``
        : undefined;
    case 'integer':
    case 'number':
      if (typeof value !== 'number' || (option.type === 'integer' && !Number.isInteger(value)))
        return option.type === 'integer' ? say`must be a whole number` : say`must be a number`;
      if (option.minimum !== undefined && value < option.minimum) return say`must be ${option.minimum} or more`;
      if (option.maximum !== undefined && value > option.maximum) return say`must be ${option.maximum} or less`;
      return option.powerOfTwo === true && !Number.isInteger(Math.log2(value))
        ? say`must be a power of two, such as 256 or 1024`
        : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : say`must be \`true\` or \`false\``;
    case 'string-list':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
        ? undefined
        : say`must be a list of texts`;
    case 'integer-list':
      return Array.isArray(value) && value.every((item) => Number.isInteger(item))
        ? undefined
        : say`must be a list of whole numbers`;
    case 'object-list':
      return Array.isArray(value) && value.every(isMapping) ? undefined : say`must be a list of mappings`;
    case 'list':
      return Array.isArray(value) ? undefined : say`must be a list`;
    case 'text-map':
      return isMapping(value) &&
        Object.values(value).every((item) => ['string', 'number', 'boolean'].includes(typeof item))
        ? undefined
        : say`must be a mapping of plain values`;
    case 'object':
      return isMapping(value) ? undefined : say`must be a mapping`;
    case 'any':
      return undefined;
    default:
      return option.type satisfies never;
  }
}

/** The same value, written as the option takes it. */
function mended(value: unknown, option: OptionSpec, at: Location): Pick<Diagnostic, 'help' | 'suggestions'> {
  const { type, values, secret } = option;
  if (secret === true) return {};
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    const confidence = problemWith(String(value), option) === undefined ? 'certain' : 'likely';
    return {
      help: say`put it in quotes: \`"${value}"\``,
      suggestions: [{ message: say`put it in quotes`, confidence, edits: [{ at, kind: 'quote' }] }],
    };
  }
  if (typeof value !== 'string') return {};
  const word = values === undefined ? undefined : nearName(value, values);
  if (word !== undefined) return meantInstead(word.name, at, word.certain ? 'certain' : 'likely');
  const plain =
    type === 'boolean' ? /^(?:true|false)$/ : type === 'integer' || type === 'number' ? /^-?\d+(?:\.\d+)?$/ : undefined;
  if (plain?.test(value) !== true) return {};
  const read = type === 'boolean' ? value === 'true' : Number(value);
  const message = say`write it without quotes: \`${value}\``;
  if (problemWith(read, option) !== undefined) return { help: message };
  return { help: message, suggestions: [{ message, confidence: 'certain', edits: [{ at, newText: value }] }] };
}
