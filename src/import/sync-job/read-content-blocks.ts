import { contentBlocks } from '../../compiler/connector/index.ts';
import type { ReadContext } from './end-draft.ts';
import { pathOf, saysNothing, type JsonMap } from './json-map.ts';
import { readOption } from './read-option.ts';

/** ChunJun's name mapping and restoration of `job.content[0]`, as `settings.options` takes them. */
export function readContentBlocks(content: JsonMap, path: string, context: ReadContext): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const [block, spec] of Object.entries(contentBlocks(context.target))) {
    const value = content[block];
    if (value === undefined || saysNothing(value)) continue;
    options[block] = readOption(value, spec, pathOf(path, block), context);
  }
  return options;
}
