import { didYouMean, listWords, makeDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import { child } from '../../text/index.ts';
import type { EmitContext } from '../emit-context.ts';
import { valueTemplate, type TemplateMap } from '../option-templates.ts';

/** `settings.options` of a pipeline, sorted by where the engine reads them. */
export interface EngineOptions {
  /** Blocks of `job.setting`. */
  readonly setting: TemplateMap;
  /** Keys of `setting.speed`. */
  readonly speed: TemplateMap;
  /** Entries of -confProp. */
  readonly confProp: TemplateMap;
}

/** Sorts `settings.options`; reports names that this engine does not read. */
export function engineOptions(context: EmitContext, settingBlocks: readonly string[]): EngineOptions {
  const { options, at } = context.pipeline.settings;
  const setting: Record<string, TemplateMap[string]> = {};
  const speed: Record<string, TemplateMap[string]> = {};
  let confProp: TemplateMap = {};
  for (const [name, value] of Object.entries(options)) {
    const here = child(at, 'options', name);
    const template = valueTemplate(value, context, here);
    if (settingBlocks.includes(name)) setting[name] = template;
    else if (name === 'rebalance') speed[name] = template;
    else if (name === 'confProp' && isMap(template)) confProp = template;
    else context.report(unknownOption(name, [...settingBlocks, 'rebalance', 'confProp'], context));
  }
  return { setting, speed, confProp };
}

function unknownOption(name: string, known: readonly string[], context: EmitContext): Diagnostic {
  const { settings, engine } = context.pipeline;
  const near = didYouMean(name, known);
  return makeDiagnostic(
    'SL0604',
    { ...child(settings.at, 'options', name), part: 'key' },
    `\`${engine.type}\` has no setting \`${name}\``,
    {
      notes: ['the engine would ignore it without a word'],
      help: near === undefined ? `settings it reads: ${listWords(known)}` : `did you mean \`${near}\`?`,
    },
  );
}

function isMap(template: TemplateMap[string]): template is TemplateMap {
  return typeof template === 'object' && template !== null && !Array.isArray(template) && !('$text' in template);
}
