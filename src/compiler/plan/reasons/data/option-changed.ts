import { say } from '../../../../message/index.ts';
import type { OptionSpec } from '../../../connector/index.ts';
import { consumerGroup } from '../../consumer-group.ts';
import { workAt } from '../../member-at.ts';
import type { Meaning } from '../../meaning.ts';
import { groupBy } from '../../../diagnostics/index.ts';
import { isUpdated, pathsOf, type Reason, type UpdatedPipeline } from '../../reason.ts';
import type { ValueChange } from '../../value-change.ts';

/** Options of the engine's own, by what the connector's spec says that a change of them does. */
export const optionChanged: Reason = {
  reason: 'OPTION_CHANGED',
  find(change) {
    if (!isUpdated(change)) return [];
    const options = change.values.filter(({ path }) => OPTION.test(path) && !isGroup(path, change));
    const byMeaning = groupBy(options, (value) => meaningOf(value, change));
    return [...byMeaning].map(([meaning, values]) => {
      const names = values.map(({ path }) => `\`${path.slice(1).replaceAll('/', '.')}\``).join(', ');
      const consequence =
        meaning === 'resource'
          ? say`runs take another time or memory by ${names}, and move the same rows`
          : meaning === 'cosmetic'
            ? say`nothing of what a run does changes by ${names}`
            : say`runs work with another ${names}: which rows are moved, or what is in them, may be others`;
      return { meaning, consequence, paths: pathsOf(values) };
    });
  },
};

/** Told as `CONSUMER_GROUP_CHANGED`. */
function isGroup(path: string, { after }: UpdatedPipeline): boolean {
  return path === '/source/options/groupId' && consumerGroup(after) !== undefined;
}

const OPTION = /^\/(?:source|sink|settings)\/options(?:\/|$)/;

function meaningOf({ path }: ValueChange, change: UpdatedPipeline): Meaning {
  const [, role, , ...keys] = path.split('/');
  if (role !== 'source' && role !== 'sink') return 'data-affecting';
  // an option that comes or goes with all others is as serious as the most serious of them
  if (keys.length === 0) return 'data-affecting';
  const connector = workAt(change.after, role, 'connector');
  const spec = typeof connector === 'string' ? change.facts.specOf(connector) : undefined;
  const side = spec?.[role][change.after.engine.type as keyof typeof spec.source]; // an artefact's engine type is a target's name
  return effectOf(side?.options ?? {}, keys) ?? 'data-affecting';
}

function effectOf(
  options: Readonly<Record<string, OptionSpec>>,
  [key = '', ...rest]: readonly string[],
): OptionSpec['effect'] {
  const option = Object.hasOwn(options, key) ? options[key] : undefined;
  if (option === undefined || option.effect !== undefined || rest.length === 0) return option?.effect;
  return effectOf(option.members ?? {}, rest);
}
