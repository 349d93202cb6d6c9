import { say, type Message } from '../../../message/index.ts';
import { concat, cursorBound, isTextTemplate, type Template, type TextOrTemplate } from '../../artefact/index.ts';
import { isTemplateMap, type TemplateMap } from '../option-templates.ts';

/** A job that reads a range, or why there is none. */
export type BoundSyncJob = { readonly template: Template } | { readonly problem: Message };

/** What says to a reader that it is to follow a cursor. */
const FOLLOWING = new Set(['increColumn', 'startLocation', 'useMaxFunc', 'polling', 'initReporter']);
/** Readers of databases that compare a time with a text in quotes as a time. */
const TAKES_TEXT_AS_TIME = /^(?:mysql|mysqld|polardb|polardbd|postgresql|greenplum|opengauss)reader$/;
/** A name that no database wants quoted. */
const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * The same job of FlinkX or ChunJun, reading the rows of a range of cursor values by its `where`, which both engines put between
 * conditions of their own; it follows no cursor. Both ends are parameters of its run: numbers, or times as the database writes them.
 */
export function boundSyncJob(
  template: Template,
  { column, type }: { readonly column: string; readonly type: string },
): BoundSyncJob {
  const reader = readerOf(template);
  if (reader === undefined) return { problem: say`its reader takes no condition` };
  const { name, parameter } = reader;
  if (parameter['customSql'] !== undefined)
    return { problem: say`it reads a \`query\`, in which its engine takes no further condition` };
  if (!PLAIN.test(column))
    return { problem: say`\`${column}\` stands in the engine's SQL as it is, and is no plain name` };
  const isNumber = /^(?:int|decimal|float)/.test(type);
  if (type.startsWith('timestamptz'))
    return { problem: say`in which zone its engine compares a \`timestamptz\` is not known` };
  if (!isNumber && !TAKES_TEXT_AS_TIME.test(name))
    return { problem: say`how \`${name}\` writes times in SQL is not known` };
  const [after, until] = [cursorBound('after', 'sql-string'), cursorBound('until', 'sql-string')].map((bound) =>
    isNumber ? bound : concat("'", bound, "'"),
  );
  const range = concat(`${column} > `, after ?? '', ` AND ${column} <= `, until ?? '');
  const { where } = parameter;
  const own = where === undefined ? undefined : textOf(where);
  const kept = Object.entries(parameter).filter(([key]) => !FOLLOWING.has(key));
  const bounded = { ...Object.fromEntries(kept), where: own === undefined ? range : concat(own, ' AND ', range) };
  return { template: withParameter(template, bounded) };
}

function textOf(template: Template): TextOrTemplate | undefined {
  if (typeof template === 'string') return template === '' ? undefined : template;
  return typeof template === 'object' && template !== null && isTextTemplate(template) ? template : undefined;
}

/** Only element 0 of `content` is ever read. */
function readerOf(template: Template): { readonly name: string; readonly parameter: TemplateMap } | undefined {
  const content = memberAt(template, ['job', 'job', 'content', '0', 'reader']);
  if (content === undefined || !isTemplateMap(content)) return undefined;
  const { name, parameter } = content;
  if (typeof name !== 'string' || parameter === undefined || !isTemplateMap(parameter)) return undefined;
  return parameter['increColumn'] === undefined ? undefined : { name, parameter };
}

function memberAt(template: Template, path: readonly string[]): Template | undefined {
  let at: Template | undefined = template;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    // `as`: an element of a list, or a member of a map, by its name
    at = (at as Readonly<Record<string, Template>>)[key];
  }
  return at;
}

function withParameter(template: Template, parameter: TemplateMap): Template {
  return replaced(template, ['job', 'job', 'content', '0', 'reader', 'parameter'], parameter);
}

function replaced(template: Template, [key, ...rest]: readonly string[], by: Template): Template {
  if (key === undefined) return by;
  if (Array.isArray(template))
    return template.map((each: Template, index) => (String(index) === key ? replaced(each, rest, by) : each));
  if (!isTemplateMap(template)) return template;
  return { ...template, [key]: replaced(template[key] ?? null, rest, by) };
}
