import { cursorBound, type Template } from '../../artefact/index.ts';
import { isTemplateMap } from '../option-templates.ts';

/**
 * The same job, reading the rows of a range of cursor values, which two parameters of its run say. Where one value stood there are two: a
 * build of before, which would read past the end, refuses such a job. Undefined = nothing in it follows a cursor.
 */
export function boundLocal(template: Template): Template | undefined {
  if (!isTemplateMap(template)) return undefined;
  const { source } = template;
  if (source === undefined || !isTemplateMap(source)) return undefined;
  const { incremental } = source;
  if (incremental === undefined || !isTemplateMap(incremental)) return undefined;
  const after = { value: cursorBound('after'), until: cursorBound('until') };
  return { ...template, source: { ...source, incremental: { ...incremental, after } } };
}
