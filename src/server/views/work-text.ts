import { describeRunTimeValue } from '../../time/index.ts';
import type { Template, TextPart } from '../../compiler/index.ts';

/** A template's text as its author wrote it, run-time values as `${…}`. */
export function templateText(template: Template): string {
  if (typeof template !== 'object' || template === null) return String(template);
  if (isList(template)) return template.map(templateText).join(', ');
  const parts = template['$text'];
  return isParts(parts) ? parts.map(partText).join('') : '';
}

// `as`: a `$text` member is a list of text parts by the definition of a template.
function isParts(
  value: Template | readonly TextPart[] | undefined,
): value is readonly TextPart[] & readonly Template[] {
  return Array.isArray(value);
}

function isList(template: Template): template is readonly Template[] {
  return Array.isArray(template);
}

function partText(part: TextPart): string {
  if (typeof part === 'string') return part;
  return 'hole' in part ? describeRunTimeValue(part.hole) : part.whenCursor.map(partText).join('');
}

/** What moves where, in a few words. Empty strings where the work does not say. */
export interface WorkText {
  readonly source: string;
  readonly sink: string;
}

/** Reads the pipeline's `work`: a movement's two ends, or the command. */
export function workText(work: Template): WorkText {
  const fields = fieldsOf(work);
  const command = fields['command'] ?? fields['argv'];
  if (command !== undefined && isList(command)) return { source: command.map(templateText).join(' '), sink: '' };
  return { source: endText(fields['source']), sink: endText(fields['sink']) };
}

/** For example `erp.orders`, `files/flights.csv`, or the connector where nothing is named. */
function endText(end: Template | undefined): string {
  const fields = fieldsOf(end);
  const datasource = fields['datasource'];
  const name = typeof datasource === 'string' ? datasource : templateText(fieldsOf(datasource)['name'] ?? '');
  const things = [fields['tables'], fields['table'], fields['path']]
    .filter((one) => one !== undefined)
    .map(templateText);
  const thing = things.find((one) => one !== '') ?? (fields['query'] === undefined ? '' : 'query');
  const place = [name, thing].filter((one) => one !== '').join(fields['path'] === undefined ? '.' : '/');
  return place === '' ? templateText(fields['connector'] ?? '') : place;
}

function fieldsOf(template: Template | undefined): { readonly [key: string]: Template } {
  const plain = typeof template === 'object' && template !== null && !isList(template) && !('$text' in template);
  // `as`: what is left of the union is the record.
  return plain ? (template as { readonly [key: string]: Template }) : {};
}
