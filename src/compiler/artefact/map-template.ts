import { isTextTemplate, type Template, type TextTemplate } from './template.ts';
import type { TextOrTemplate } from './to-template.ts';

/** A template with every text that has holes replaced; everything else is copied as it is. */
export function mapTemplate(template: Template, change: (text: TextTemplate) => TextOrTemplate): Template {
  if (typeof template !== 'object' || template === null) return template;
  if (isTextTemplate(template)) return change(template);
  if (isList(template)) return template.map((element) => mapTemplate(element, change));
  return Object.fromEntries(Object.entries(template).map(([key, member]) => [key, mapTemplate(member, change)]));
}

/** `Array.isArray` does not narrow a readonly list. */
function isList(template: object): template is readonly Template[] {
  return Array.isArray(template);
}
