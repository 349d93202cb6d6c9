import { say, type Message } from '../../../../message/index.ts';
import { closureAt, nextFireTimes, startDelay } from '../../../../time/index.ts';
import type { Artefact } from '../../../artefact/index.ts';
import { DAY_MS } from '../../day.ts';
import { loadsPeriods } from '../../loaded-days.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** So far it is looked which fires are concerned. */
const AHEAD_DAYS = 30;
/** And no further than so many fires: a plan may have ten thousand pipelines. */
const MOST_FIRES = 200;

/** Other windows in which a pipeline does not start, or out of which it does not. */
export const freezesChanged: Reason = {
  reason: 'FREEZES_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/schedule/freezes'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const { before, after, facts } = change;
    const until = facts.now + AHEAD_DAYS * DAY_MS;
    const fires = nextFireTimes(after.pipeline.schedule, facts.now, MOST_FIRES).filter((time) => time <= until);
    const was = concernedBy(before, fires);
    const is = concernedBy(after, fires);
    // the rows of a fire that is skipped are never loaded where they are chosen by its fire time
    const isLosing = is.skipped > was.skipped && loadsPeriods(after);
    return [
      { meaning: isLosing ? 'data-affecting' : 'schedule', consequence: consequenceOf(fires.length, was, is), paths },
    ];
  },
};

interface Concerned {
  readonly held: number;
  readonly skipped: number;
}

/** How many of these fires may not start when they are due, which is later than they fire where starts are spread. */
function concernedBy({ project, environment, pipeline }: Artefact, fires: readonly number[]): Concerned {
  const { name, schedule, freezes = [] } = pipeline;
  const delay = startDelay(schedule, { project, environment, pipeline: name });
  const ends = fires.flatMap((fire) => closureAt(freezes, fire + delay)?.freeze.fires ?? []);
  const held = ends.filter((becomes) => becomes === 'hold').length;
  return { held, skipped: ends.length - held };
}

function consequenceOf(fires: number, was: Concerned, is: Concerned): Message {
  if (fires === 0) return say`other freezes say when it may start`;
  return say`of its next ${fires} fires freezes hold ${is.held} and skip ${is.skipped}; before, they held ${was.held} and skipped ${was.skipped}`;
}
