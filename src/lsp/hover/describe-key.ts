import type { Cursor, OptionSpec } from '../../compiler/index.ts';
import { say, sentence } from '../../message/index.ts';
import { optionAt } from '../completion/option-specs.ts';
import { patternOf } from '../members.ts';
import { columnsOf, movementSide } from '../movement-side.ts';
import type { Question } from '../question.ts';
import { describedAt, schemasAt, wordsIn } from '../schema-walk.ts';

/** What a key, or the value under it, is for: from the schema, from the connector's table, or of a column its type. */
export async function describeKey(cursor: Cursor, question: Question): Promise<string | undefined> {
  const { kind, project, words } = question;
  const column = kind === 'pipeline' ? await columnAt(cursor, question) : undefined;
  if (column !== undefined) return column;
  const option = kind === 'pipeline' ? await optionAt(cursor.path, cursor.definition, project.model) : undefined;
  if (option !== undefined) return describeOption(option, cursor, question);
  const node = describedAt(kind, cursor.path);
  const key = cursor.path.findLast((step) => typeof step === 'string');
  if (node === undefined || key === undefined) return undefined;
  const choices = wordsIn(schemasAt(kind, cursor.path));
  const lines = [
    ...(node.description === undefined ? [] : [words(sentence(node.description))]),
    ...(choices.length === 0 ? [] : [words(say`one of ${choices.map((word) => `\`${word}\``).join(', ')}`)]),
  ];
  return lines.length === 0 ? undefined : `**${key}**\n\n${lines.join('\n\n')}`;
}

/** A column where it is declared, with the type that it has. */
async function columnAt(cursor: Cursor, { project, words }: Question): Promise<string | undefined> {
  const [role, list, index] = cursor.path;
  const isName = cursor.part !== 'key' && /^(?:source|sink)\.columns\.\*(?:\.name)?$/.test(patternOf(cursor.path));
  if (!isName || list !== 'columns' || (role !== 'source' && role !== 'sink')) return undefined;
  const { datasource } = await movementSide(cursor.definition, role, project.model);
  const column = columnsOf(cursor.definition, role, datasource).find((candidate) => candidate.index === index);
  return column && describeColumn(column.name, column.type, words);
}

/** A column's name and type. */
export function describeColumn(name: string, type: string | undefined, words: Question['words']): string {
  return type === undefined
    ? words(say`column \`${name}\`, of no type that is written`)
    : words(say`column \`${name}\`: \`${type}\``);
}

function describeOption(option: OptionSpec & { readonly owner: string }, cursor: Cursor, { words }: Question): string {
  const name = cursor.path.findLast((step) => typeof step === 'string') ?? '';
  const { type, values, default: fallback, owner, required, minimum, maximum } = option;
  return [
    `**${name}**: \`${type}\` (${owner})`,
    words(sentence(option.description)),
    ...(values === undefined ? [] : [words(say`one of ${values.map((word) => `\`${word}\``).join(', ')}`)]),
    ...(fallback === undefined ? [] : [words(say`default \`${fallback}\``)]),
    ...(minimum === undefined ? [] : [words(say`at least \`${minimum}\``)]),
    ...(maximum === undefined ? [] : [words(say`at most \`${maximum}\``)]),
    ...(required === true ? [words(say`the engine does not start without it`)] : []),
  ].join('\n\n');
}
