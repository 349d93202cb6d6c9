import { minorVersion } from '../../../engine-versions/index.ts';
import type { Template } from '../../artefact/index.ts';
import { contentBlocks, settingBlocks, type OptionSpec } from '../../connector/index.ts';
import { child } from '../../text/index.ts';
import type { EmitContext } from '../emit-context.ts';
import { asText, isTemplateMap, valueTemplate, type TemplateMap } from '../option-templates.ts';

/** `settings.options` of a pipeline, sorted by where the engine reads them. */
export interface EngineOptions {
  /** Blocks of `job.content[0]`, beside reader and writer. */
  readonly content: TemplateMap;
  /** Blocks of `job.setting`. */
  readonly setting: TemplateMap;
  /** Keys of `setting.speed`. */
  readonly speed: TemplateMap;
  /** Keys of `setting.restore`, for where the job has one. */
  readonly restore: TemplateMap;
  /** Entries of -confProp. */
  readonly confProp: TemplateMap;
}

/** Sorts `settings.options`; a rule has seen that this engine reads all of them. */
export function engineOptions(context: EmitContext): EngineOptions {
  const { options, at } = context.pipeline.settings;
  const { type, version = '' } = context.pipeline.engine;
  const isSync = type === 'flinkx' || type === 'chunjun';
  const settings = isSync ? settingBlocks(type, minorVersion(version)) : {};
  const contents = isSync ? contentBlocks(type) : {};
  const content: Record<string, Template> = {};
  const setting: Record<string, Template> = {};
  const speed: Record<string, Template> = {};
  let restore: TemplateMap = {};
  let confProp: TemplateMap = {};
  for (const [name, value] of Object.entries(options)) {
    const template = asRead(
      valueTemplate(value, context, child(at, 'options', name)),
      settings[name] ?? contents[name],
    );
    if (name === 'restore' && isTemplateMap(template)) restore = template;
    else if (Object.hasOwn(settings, name)) setting[name] = template;
    else if (Object.hasOwn(contents, name)) content[name] = template;
    else if (name === 'rebalance') speed[name] = template;
    else if (name === 'confProp' && isTemplateMap(template)) confProp = template;
  }
  return { content, setting, speed, restore, confProp };
}

/** The engines read the values of a `text-map`, such as Java properties, only where they are texts. */
function asRead(template: Template, spec: OptionSpec | undefined): Template {
  if (spec === undefined || !isTemplateMap(template)) return template;
  const members = Object.entries(template);
  if (spec.type === 'text-map') return Object.fromEntries(members.map(([name, value]) => [name, asText(value)]));
  return Object.fromEntries(members.map(([name, value]) => [name, asRead(value, spec.members?.[name])]));
}
