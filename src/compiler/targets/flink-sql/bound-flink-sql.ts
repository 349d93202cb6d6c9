import { mapTemplate, type Template } from '../../artefact/index.ts';
import { isTemplateMap } from '../option-templates.ts';
import { betweenBounds } from './predicate.ts';

/**
 * The same job, reading the rows of a range of cursor values, which two parameters of its run say; it asks for no new position.
 * Undefined = nothing in it follows a cursor.
 */
export function boundFlinkSql(template: Template): Template | undefined {
  if (!isTemplateMap(template)) return undefined;
  const { cursor, ...rest } = template;
  if (cursor === undefined) return undefined;
  return mapTemplate(rest, betweenBounds);
}
