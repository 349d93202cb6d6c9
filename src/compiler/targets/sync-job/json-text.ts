import { say } from '../../../message/index.ts';
import type { Template } from '../../artefact/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import { child } from '../../text/index.ts';
import { isTemplateMap } from '../option-templates.ts';
import type { PluginUse } from './plugin-use.ts';

/** A mapping as the JSON text that the engine reads. A run-time value in it is reported: none is ever put into JSON text. */
export function jsonText(value: Template, key: string, { plugin, node, context }: PluginUse): string {
  if (holdsRunTimeValue(value))
    context.report(
      makeDiagnostic('SL0403', child(node.at, 'options', key), say`run-time values are not filled in \`${key}\``, {
        notes: [say`\`${plugin.name}\` reads it as JSON in a text`],
        help: say`write the value itself`,
      }),
    );
  return JSON.stringify(value);
}

function holdsRunTimeValue(value: Template): boolean {
  if (Array.isArray(value)) return value.some(holdsRunTimeValue);
  if (typeof value !== 'object' || value === null) return false;
  return isTemplateMap(value) ? Object.values(value).some(holdsRunTimeValue) : true;
}
