import { say, type Message } from '../../../../message/index.ts';
import type { NormalisedPipeline } from '../../../artefact/index.ts';
import { loadsPeriods } from '../../loaded-days.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Another answer to what becomes of fires that come while nothing runs them. */
export const misfireChanged: Reason = {
  reason: 'MISFIRE_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/schedule/misfire'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const { misfire } = change.after.pipeline;
    const consequence = outcomeOf(misfire);
    // a pipeline whose rows are chosen by its fire time never reads those of a fire that is left out
    return makesUpForAsMany(change.before.pipeline.misfire, misfire) || !loadsPeriods(change.after)
      ? [{ meaning: 'schedule', consequence, paths }]
      : [
          {
            meaning: 'data-affecting',
            consequence: say`${consequence}; the rows of a fire that is left out are never loaded`,
            paths,
          },
        ];
  },
};

function makesUpForAsMany(was: NormalisedPipeline['misfire'], is: NormalisedPipeline['misfire']): boolean {
  return is.policy === 'catch-up' && (was.policy !== 'catch-up' || is.limit >= was.limit);
}

function outcomeOf({ policy, limit }: NormalisedPipeline['misfire']): Message {
  switch (policy) {
    case 'skip':
      return say`fires that come while nothing runs them are skipped`;
    case 'fire-once':
      return say`of the fires that come while nothing runs them only the newest is made up for`;
    case 'catch-up':
      return say`of the fires that come while nothing runs them the newest ${limit} are made up for, oldest first`;
    default:
      return policy satisfies never;
  }
}
