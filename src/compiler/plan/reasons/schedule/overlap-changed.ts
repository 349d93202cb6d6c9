import { say, type Message } from '../../../../message/index.ts';
import type { NormalisedPipeline } from '../../../artefact/index.ts';
import { loadsPeriods } from '../../loaded-days.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Another answer to what becomes of a fire while the run before it goes on. */
export const overlapChanged: Reason = {
  reason: 'OVERLAP_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/schedule/overlap'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const { overlap } = change.after.pipeline;
    const consequence = OUTCOMES[overlap];
    const meaning = overlap === 'cancel-running' ? 'destructive' : 'schedule';
    if (!LEAVE_OUT.has(overlap) || !loadsPeriods(change.after)) return [{ meaning, consequence, paths }];
    return [
      {
        meaning: meaning === 'destructive' ? meaning : 'data-affecting',
        consequence:
          overlap === 'cancel-running'
            ? say`${consequence}; the rows of a run that is stopped are never loaded`
            : say`${consequence}; the rows of a fire that is left out are never loaded`,
        paths,
      },
    ];
  },
};

/** With these not every fire is run to its end. */
const LEAVE_OUT: ReadonlySet<NormalisedPipeline['overlap']> = new Set(['skip', 'queue-one', 'cancel-running']);

const OUTCOMES: Readonly<Record<NormalisedPipeline['overlap'], Message>> = {
  skip: say`a fire that comes while a run goes on is skipped`,
  'queue-one': say`of the fires that come while a run goes on one waits for its end, the others are skipped`,
  'queue-all': say`every fire that comes while a run goes on waits for its turn`,
  'cancel-running': say`a fire stops the run that goes on and takes its place`,
  allow: say`a fire starts a run beside the one that goes on`,
};
