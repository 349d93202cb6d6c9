import { say, type Message } from '../../../../message/index.ts';
import { DAYS_LOOKED_AT, loadedDays, loadsDays } from '../../loaded-days.ts';
import { isUpdated, type Reason, type UpdatedPipeline } from '../../reason.ts';

/** A pipeline that loads a day at a time, and from then on fires several times for one day, or for not every day. */
export const daysLoadedChanged: Reason = {
  reason: 'DAYS_LOADED_CHANGED',
  find(change) {
    if (!isUpdated(change) || !loadsDays(change.before) || !loadsDays(change.after)) return [];
    const consequence = consequenceOf(change);
    return consequence === undefined ? [] : [{ meaning: 'data-affecting', consequence, paths: [] }];
  },
};

function consequenceOf({ before, after, firing, facts }: UpdatedPipeline): Message | undefined {
  const was = loadedDays(firing.before, before.pipeline.schedule.timeZone, facts.now);
  const is = loadedDays(firing.after, after.pipeline.schedule.timeZone, facts.now);
  if (was === undefined || is === undefined) return undefined;
  if (is.days < was.days)
    return say`it fires on ${is.days} of the next ${DAYS_LOOKED_AT} days, no longer on ${was.days}: \`bizdate\` is the day before a fire, so the other days are not loaded`;
  if (is.days > was.days)
    return say`it fires on ${is.days} of the next ${DAYS_LOOKED_AT} days, no longer on ${was.days}, and loads the day before each`;
  if (is.fires > 1 && is.fires !== was.fires)
    return say`${is.fires} runs of a day have the same \`bizdate\`, no longer ${was.fires}: each of them loads that day again`;
  return is.fires === was.fires ? undefined : say`each day is loaded by 1 run, no longer by ${was.fires}`;
}
