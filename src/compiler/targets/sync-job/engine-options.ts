import { minorVersion } from '../../../engine-versions/index.ts';
import { settingBlocks } from '../../connector/index.ts';
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

/** Sorts `settings.options`; a rule has seen that this engine reads all of them. */
export function engineOptions(context: EmitContext): EngineOptions {
  const { options, at } = context.pipeline.settings;
  const { type, version = '' } = context.pipeline.engine;
  const blocks = type === 'flinkx' || type === 'chunjun' ? settingBlocks(type, minorVersion(version)) : {};
  const setting: Record<string, TemplateMap[string]> = {};
  const speed: Record<string, TemplateMap[string]> = {};
  let confProp: TemplateMap = {};
  for (const [name, value] of Object.entries(options)) {
    const here = child(at, 'options', name);
    const template = valueTemplate(value, context, here);
    if (Object.hasOwn(blocks, name)) setting[name] = template;
    else if (name === 'rebalance') speed[name] = template;
    else if (name === 'confProp' && isMap(template)) confProp = template;
  }
  return { setting, speed, confProp };
}

function isMap(template: TemplateMap[string]): template is TemplateMap {
  return typeof template === 'object' && template !== null && !Array.isArray(template) && !('$text' in template);
}
