import {
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type CompletionItem,
} from 'vscode-languageserver';
import { cursorIn, type Cursor } from '../../compiler/index.ts';
import type { Question } from '../question.ts';
import { schemasAt } from '../schema-walk.ts';
import { rangesOf } from '../text-ranges.ts';
import { proposeKeys } from './keys.ts';
import { proposeNames } from './names.ts';
import { escapeSnippet, type Proposal, withoutHoles, writtenText } from './proposal.ts';
import { placeholderAt, proposeRunTimeValues } from './run-time-values.ts';
import { proposeValues } from './values.ts';

const KINDS: Readonly<Record<Proposal['kind'], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  name: CompletionItemKind.Reference,
  column: CompletionItemKind.Field,
  word: CompletionItemKind.EnumMember,
  value: CompletionItemKind.Value,
  type: CompletionItemKind.TypeParameter,
};

/** What may be written at a place, as an editor takes it. `snippets`: whether it knows holes in a text. */
export async function complete(question: Question, snippets: boolean): Promise<CompletionItem[]> {
  const cursor = cursorIn(question.file, question.offset);
  if (cursor === undefined) return [];
  const ranges = rangesOf(question.file.text);
  const proposals = await propose(cursor, question);
  return proposals.map(({ label, kind, detail, documentation, snippet, replaces, preferred }, index) => {
    const { start, end } = replaces ?? cursor;
    const text = (replaces === undefined ? cursor.lead : '') + (snippet ?? escapeSnippet(writtenText(label, cursor)));
    return {
      label,
      kind: KINDS[kind],
      ...(detail === undefined || detail === '' ? {} : { detail }),
      ...(documentation === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
      sortText: `${preferred === true ? 0 : 1}${String(index).padStart(4, '0')}`,
      insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      insertTextMode: InsertTextMode.adjustIndentation,
      textEdit: { range: ranges(start, end), newText: snippets ? text : withoutHoles(text) },
    };
  });
}

/** Everything that may be written at the cursor, the likeliest first. */
async function propose(cursor: Cursor, question: Question): Promise<Proposal[]> {
  const hole = cursor.part === 'key' ? undefined : placeholderAt(question.file.text, cursor, question.offset);
  if (hole !== undefined) return proposeRunTimeValues(hole, cursor, question);
  // in TypeScript the keys are the type checker's, and only what is in quotes is ours
  const keys = cursor.part === 'value' || cursor.call !== undefined ? [] : await proposeKeys(cursor, question);
  if (cursor.part === 'key') return keys;
  // a text of several lines is nothing that we could know
  if (cursor.text.includes('\n')) return keys;
  // a word alone may become the value of what holds it
  const path = cursor.part === 'either' ? cursor.path.slice(0, -1) : cursor.path;
  const values = [...(await proposeNames(path, cursor, question)), ...(await proposeValues(path, cursor, question))];
  const forms = schemasAt(question.kind, path);
  // a name stands in a list where the value may be one and is no scalar
  const isList =
    cursor.part === 'value' &&
    forms.some(({ type }) => type === 'array') &&
    forms.every(({ type }) => type === 'array' || type === 'object');
  return [...values.map((value) => (isList && cursor.text === '' ? asList(value, cursor) : value)), ...keys];
}

/** Where a list is wanted and nothing is written, an item is written with its brackets. */
function asList(proposal: Proposal, cursor: Cursor): Proposal {
  return {
    ...proposal,
    snippet: `[${proposal.snippet ?? escapeSnippet(writtenText(proposal.label, { ...cursor, flow: true }))}]`,
  };
}
