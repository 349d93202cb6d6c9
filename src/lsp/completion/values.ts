import { datasourceTypes, engineVersions, type Cursor, type Path } from '../../compiler/index.ts';
import { describeSchedule, parseCron } from '../../time/index.ts';
import { patternOf, textMember } from '../members.ts';
import { movementSide, tableColumns } from '../movement-side.ts';
import type { Question } from '../question.ts';
import { schemasAt, wordsIn } from '../schema-walk.ts';
import { optionAt } from './option-specs.ts';
import type { Proposal } from './proposal.ts';
import { secrets } from './run-time-values.ts';
import { COLUMN_TYPES, CRON_EXPRESSIONS } from './usual-values.ts';

const SECRET_KEYS: readonly string[] = ['password', 'accessKey', 'secretKey', 'token'];

/** Values at a path that are no names of the project: words, types, zones, schedules, tables, references to secrets. */
export async function proposeValues(path: Path, cursor: Cursor, question: Question): Promise<Proposal[]> {
  const special = await specialValues(path, cursor, question);
  return special ?? wordsIn(schemasAt(question.kind, path)).map((word) => ({ label: word, kind: 'word' }));
}

async function specialValues(path: Path, cursor: Cursor, question: Question): Promise<Proposal[] | undefined> {
  const { kind, project, words } = question;
  const key = path.at(-1);
  const pattern = patternOf(path);
  if (key === 'timeZone') return Intl.supportedValuesOf('timeZone').map((zone) => ({ label: zone, kind: 'word' }));
  if (kind === 'datasource' && pattern === 'type')
    return datasourceTypes().map((type) => ({ label: type, kind: 'type' }));
  if (kind !== 'pipeline') {
    if (typeof key === 'string' && SECRET_KEYS.includes(key))
      return secrets(words, String.raw`\}`, undefined, String.raw`\${`);
    return /(?:^|\.)engines\.[^.]+\.version$/.test(pattern) ? versions(path, cursor) : undefined;
  }
  if (pattern === 'schedule.cron')
    return crons(
      question,
      textMember(cursor.definition, 'schedule', 'timeZone') ?? project.model?.defaultTimeZone ?? 'UTC',
    );
  const role = path[0];
  if (role !== 'source' && role !== 'sink') return optionWords(path, cursor, question);
  if (pattern.endsWith('.columns.*.type')) return COLUMN_TYPES.map((type) => ({ label: type, kind: 'type' }));
  const { datasource, spec } = await movementSide(cursor.definition, role, project.model);
  if (/\.columns\.\*(?:\.name)?$/.test(pattern)) return columnValues(role, cursor, question, datasource);
  if (/\.table(?:\.\*)?$/.test(pattern))
    return Object.keys(datasource?.tables ?? {}).map((name) => ({ label: name, kind: 'name' }));
  if (pattern === 'sink.mode' && spec?.modes !== undefined)
    return spec.modes.map((mode) => ({ label: mode, kind: 'word' }));
  return optionWords(path, cursor, question);
}

/** Columns of the table; after a name and a space, in the short form, types. */
function columnValues(
  role: 'source' | 'sink',
  cursor: Cursor,
  { offset }: Question,
  datasource: Parameters<typeof tableColumns>[2],
): Proposal[] {
  const before = cursor.text.slice(0, offset - cursor.start);
  const space = before.lastIndexOf(' ');
  if (space > 0) {
    const replaces = { start: cursor.start + space + 1, end: cursor.end };
    return COLUMN_TYPES.map((type) => ({ label: type, kind: 'type', replaces }));
  }
  return tableColumns(cursor.definition, role, datasource).map(({ name, type }) => ({
    label: name,
    kind: 'column',
    ...(type === undefined ? {} : { detail: type }),
  }));
}

async function optionWords(path: Path, cursor: Cursor, { project }: Question): Promise<Proposal[] | undefined> {
  const option = await optionAt(path, cursor.definition, project.model);
  if (option === undefined) return undefined;
  const words = option.values ?? (option.type === 'boolean' ? ['true', 'false'] : []);
  return words.map((word) => ({ label: word, kind: 'word', preferred: word === String(option.default) }));
}

function versions(path: Path, { definition }: Cursor): Proposal[] {
  const type = textMember(definition, ...path.slice(0, -1), 'type') ?? '';
  return engineVersions(type).map((version) => ({ label: version, kind: 'word' }));
}

function crons({ words }: Question, timeZone: string): Proposal[] {
  return CRON_EXPRESSIONS.flatMap((expression) => {
    const parsed = parseCron(expression);
    if (!parsed.ok) return [];
    const schedule = { kind: 'cron', expression, dialect: parsed.cron.dialect, timeZone } as const;
    return [{ label: expression, kind: 'value' as const, detail: words(describeSchedule(schedule)) }];
  });
}
