import { describeRunTimeValue } from '../../time/index.ts';
import { mapTemplate } from './map-template.ts';
import type { Template, TextPart } from './template.ts';

/** A template with its holes as their source text, `${…}`; where a run's cursor decides, the form with a cursor. Plain JSON. */
export function showHoles(template: Template): Template {
  return mapTemplate(template, (text) => text.$text.map(showPart).join(''));
}

function showPart(part: TextPart): string {
  if (typeof part === 'string') return part;
  if ('hole' in part) return describeRunTimeValue(part.hole);
  return part.whenCursor.map(showPart).join('');
}
