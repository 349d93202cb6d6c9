import { say } from '../../../../message/index.ts';
import { formatDuration, windowStart } from '../../../../time/index.ts';
import { loadsWindows } from '../../loaded-days.ts';
import { firesByClocks, type Firing } from '../../next-fires.ts';
import { isUpdated, type Reason } from '../../reason.ts';

/** Runs that select more of the time before them, or less. */
export const windowChanged: Reason = {
  reason: 'WINDOW_CHANGED',
  find(change) {
    if (!isUpdated(change) || !loadsWindows(change.before) || !loadsWindows(change.after)) return [];
    const { firing, facts } = change;
    const [was, is] = [windowOf(firing.before, facts.now), windowOf(firing.after, facts.now)];
    if (was === undefined || is === undefined || was === is) return [];
    const consequence = say`the window of its next run is ${formatDuration(is)} long, no longer ${formatDuration(was)}`;
    return [{ meaning: 'data-affecting', consequence, paths: [] }];
  },
};

function windowOf({ clocks }: Firing, now: number): number | undefined {
  const [fire] = firesByClocks(clocks, now, 1);
  return fire === undefined ? undefined : fire - windowStart(clocks.window, fire);
}
