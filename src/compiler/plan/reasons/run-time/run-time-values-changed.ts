import { say, type Message } from '../../../../message/index.ts';
import type { Meaning } from '../../meaning.ts';
import type { RunTimeValueChange } from '../../plan.ts';
import { isUpdated, type ChangedPipeline, type Reason } from '../../reason.ts';
import { shortText } from '../../short-text.ts';

/** So many texts are told, and how many more there are. */
const TEXTS_TOLD = 3;

/** Texts that the next run has with other values in them: by another text, schedule, zone or parameter. */
export const runTimeValuesChanged: Reason = {
  reason: 'RUN_TIME_VALUES_CHANGED',
  find(change) {
    if (!isUpdated(change)) return [];
    const { runTimeValues } = change;
    const told = runTimeValues.slice(0, TEXTS_TOLD).map((each) => ({
      meaning: meaningOf(each),
      consequence: consequenceOf(each),
      paths: changedAround(change, each.path),
    }));
    const more = runTimeValues.slice(TEXTS_TOLD);
    if (more.length > 0)
      told.push({
        meaning: more.some((each) => meaningOf(each) === 'data-affecting') ? 'data-affecting' : 'resource',
        consequence: say`${more.length} more of its texts have other values in them at its next fire`,
        paths: more.flatMap(({ path }) => changedAround(change, path)),
      });
    return told;
  },
};

/** Where refused rows are kept, for one, is no row of the target. */
function meaningOf({ path }: RunTimeValueChange): Meaning {
  return path.startsWith('/settings/') ? 'resource' : 'data-affecting';
}

function consequenceOf({ path, text, before, after }: RunTimeValueChange): Message {
  const place = path.slice(1).replaceAll('/', '.');
  if (after === undefined && before === undefined)
    return say`${place} is \`${shortText(text)}\`, with the values of the moment for which a run is asked for`;
  if (after === undefined)
    return say`${place} has the values of the moment for which a run is asked for; at its next fire it would have been \`${shortText(before ?? '')}\``;
  if (before === undefined) return say`at its next fire ${place} is \`${shortText(after)}\``;
  return say`at its next fire ${place} is \`${shortText(after)}\`, where it would have been \`${shortText(before)}\``;
}

/** The changed value that a text stands in; none where it is the same text with other values. */
function changedAround({ values }: ChangedPipeline, path: string): readonly string[] {
  return values.filter((value) => path === value.path || path.startsWith(`${value.path}/`)).map((value) => value.path);
}
