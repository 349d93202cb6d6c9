import type { Template } from '../../artefact/index.ts';
import type { TemplateMap } from '../../targets/index.ts';

/**
 * `connection`, of whose elements a reader or writer looks at the first: what the author says of it in
 * `options` (its `schema`), and what follows from the datasource and the table.
 */
export function connectionList(ours: TemplateMap, own: Template | undefined): Template {
  const first: Template | undefined = Array.isArray(own) ? own[0] : own;
  return [isMap(first) ? { ...ours, ...first } : ours];
}

function isMap(template: Template | undefined): template is TemplateMap {
  return typeof template === 'object' && template !== null && !Array.isArray(template) && !('$text' in template);
}
