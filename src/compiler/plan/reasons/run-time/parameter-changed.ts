import { say } from '../../../../message/index.ts';
import type { NormalisedPipeline } from '../../../artefact/index.ts';
import type { Finding } from '../../plan.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

type Parameter = NormalisedPipeline['parameters'][number];

/** A parameter that runs take: new, gone, with another default or another pattern. */
export const parameterChanged: Reason = {
  reason: 'PARAMETER_CHANGED',
  find(change) {
    if (!isUpdated(change)) return [];
    const [had, has] = [change.before.pipeline.parameters, change.after.pipeline.parameters];
    const names = new Set([...has, ...had].map(({ name }) => name));
    return [...names].flatMap((name) => {
      const paths = pathsOf(valuesUnder(change, `/params/${name}`));
      if (paths.length === 0) return [];
      const [was, is] = [had.find((each) => each.name === name), has.find((each) => each.name === name)];
      return found(name, was, is).map((each) => ({ ...each, paths }));
    });
  },
};

function found(
  name: string,
  was: Parameter | undefined,
  is: Parameter | undefined,
): readonly Pick<Finding, 'meaning' | 'consequence'>[] {
  if (is === undefined)
    return [{ meaning: 'resource', consequence: say`runs do not take \`${name}\` any more: who gives it is refused` }];
  if (was === undefined)
    return [
      is.default === undefined
        ? {
            meaning: 'resource',
            consequence: say`runs take \`${name}\`, which has to be given: a fire has no value for it`,
          }
        : { meaning: 'cosmetic', consequence: say`runs take \`${name}\`, by default \`${is.default}\`` },
    ];
  const changed: Pick<Finding, 'meaning' | 'consequence'>[] = [];
  if (is.default !== was.default) changed.push({ meaning: 'data-affecting', consequence: ofDefault(name, was, is) });
  if (is.pattern !== was.pattern)
    changed.push({
      meaning: 'resource',
      consequence: say`a value given for \`${name}\` has to match \`${is.pattern}\``,
    });
  return changed;
}

function ofDefault(name: string, was: Parameter, is: Parameter): Finding['consequence'] {
  if (is.default === undefined) return say`\`${name}\` has no default any more: a fire has no value for it`;
  if (was.default === undefined) return say`\`${name}\` is \`${is.default}\` where nobody gives another`;
  return say`\`${name}\` is \`${is.default}\` where nobody gives another, no longer \`${was.default}\``;
}
