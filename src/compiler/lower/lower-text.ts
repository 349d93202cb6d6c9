import { type Message, say } from '../../message/index.ts';
import { didYouMean, listWords, makeDiagnostic, meantInstead, type Diagnostic } from '../diagnostics/index.ts';
import type { Location } from '../text/index.ts';
import { hasRunTimeValue, parseRunTimeText, type RunTimeValue, type Text } from '../../time/index.ts';
import type { Report } from './lower-context.ts';

/**
 * Where a text stands decides what may be in it: `run` = the parts of a movement that differ from run
 * to run; `connection` = addresses; `credential` = user names and passwords; `property` = nothing.
 */
export type TextPlace = 'run' | 'connection' | 'credential' | 'property';

const ALLOWED: Readonly<Record<TextPlace, readonly RunTimeValue['kind'][]>> = {
  run: ['time', 'cursor', 'parameter', 'environment', 'pipeline'],
  connection: ['env', 'secret'],
  credential: ['secret'],
  property: [],
};

const WHY: Readonly<Record<TextPlace, Message>> = {
  run: say`secrets and \`env\` belong in datasources and engines, where they never reach a query or a log`,
  connection: say`an address does not change from run to run; only \`\${env:NAME}\` and \`\${secret:…}\` are known when it is needed`,
  credential: say`only \`\${secret:…}\` may stand here`,
  property: say`properties become part of an address or of a job as they are written`,
};

const INSTEAD: Readonly<Record<TextPlace, Message>> = {
  run: say`refer to it in a datasource or an engine; what differs by environment can be a parameter under \`params\``,
  connection: say`write the value itself, or \`\${env:NAME}\``,
  credential: say`write \`\${secret:env/NAME}\` or \`\${secret:file/PATH}\``,
  property: say`write the value itself; credentials go under \`username\` and \`password\``,
};

/** Parses a user's string for run-time values; the engine's own names stay as they are. With problems reported, the string itself is returned. */
export function lowerText(
  value: string,
  at: Location,
  place: TextPlace,
  parameters: readonly string[],
  report: Report,
  engineNames: readonly string[] = [],
): Text {
  if (!hasRunTimeValue(value)) return value;
  const { text, places, problems } = parseRunTimeText(value, parameters, engineNames);
  for (const problem of problems) {
    const code = { syntax: 'SL0401', 'unknown-name': 'SL0402', 'bad-format': 'SL0404' } as const;
    const within = { ...at, within: { start: problem.start, end: problem.end } };
    const reference = referenceMeant(value.slice(problem.start, problem.end), place);
    if (problem.kind === 'unknown-name' && reference !== undefined) {
      const help = say`write \`${reference}\``;
      report.add('SL0402', within, problem.message, {
        help,
        suggestions: [{ message: help, confidence: 'likely', edits: [{ at: within, newText: reference }] }],
      });
      continue;
    }
    report.push(
      makeDiagnostic(code[problem.kind], within, problem.message, {
        ...(problem.help === undefined ? {} : { help: problem.help }),
        ...(problem.suggestion === undefined
          ? {}
          : {
              suggestions: [
                {
                  message: say`write \`${problem.suggestion}\``,
                  confidence: problem.kind === 'bad-format' ? 'certain' : 'likely',
                  edits: [{ at: within, newText: problem.suggestion }],
                },
              ],
            }),
      }),
    );
  }
  if (typeof text === 'string') return text;
  const values = text.parts.filter((part) => typeof part !== 'string');
  for (const [index, part] of values.entries()) {
    if (ALLOWED[place].includes(part.kind)) continue;
    const code = part.kind === 'secret' ? 'SL0702' : 'SL0403';
    const within = places[index];
    report.add(code, within === undefined ? at : { ...at, within }, say`\`\${${nameOf(part)}}\` is not allowed here`, {
      notes: [WHY[place]],
      help: INSTEAD[place],
    });
  }
  return text;
}

/** `${ERP_PASSWORD}` as shells write it, where a reference to the environment is meant. */
function referenceMeant(written: string, place: TextPlace): string | undefined {
  const name = /^\$\{([A-Z][A-Z0-9_]+)\}$/.exec(written)?.[1] ?? /^([A-Z][A-Z0-9_]+)$/.exec(written)?.[1];
  if (name === undefined || (place !== 'credential' && place !== 'connection')) return undefined;
  const inner = place === 'credential' ? `secret:env/${name}` : `env:${name}`;
  return written.startsWith('$') ? `\${${inner}}` : inner;
}

/** Texts in a list, each with its own location. */
export function lowerTexts(
  values: readonly string[] | undefined,
  at: Location,
  place: TextPlace,
  parameters: readonly string[],
  report: Report,
): Text[] {
  return (values ?? []).map((value, index) =>
    lowerText(value, { ...at, path: [...at.path, index] }, place, parameters, report),
  );
}

const KINDS = {
  datasource: say`datasource`,
  engine: say`engine`,
  environment: say`environment`,
  pool: say`pool`,
  calendar: say`calendar`,
  channel: say`channel`,
};

/**
 * A reference to a name that does not exist, with the nearest that does. `at`: the place of the name alone, where the other
 * can be written; never without a look, since what is named may only be missing.
 */
export function unknownName(
  kind: keyof typeof KINDS,
  name: string,
  known: Iterable<string>,
  at?: Location,
): { readonly message: Message } & Pick<Diagnostic, 'help' | 'suggestions'> {
  const names = [...known].sort();
  const near = didYouMean(name, names);
  const shown = names.length > 12 ? say`${listWords(names.slice(0, 12), 'and')} and more` : listWords(names, 'and');
  const listed = names.length === 0 ? say`no ${KINDS[kind]} is declared` : say`declared: ${shown}`;
  const message = say`no ${KINDS[kind]} is named \`${name}\``;
  if (near === undefined) return { message, help: listed };
  return at === undefined ? { message, help: say`did you mean \`${near}\`?` } : { message, ...meantInstead(near, at) };
}

function nameOf(value: RunTimeValue): string {
  switch (value.kind) {
    case 'time':
      return value.base;
    case 'parameter':
      return value.name;
    case 'env':
      return `env:${value.name}`;
    case 'secret':
      return 'secret:…';
    default:
      return value.kind;
  }
}
