import { say, type Message } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Other tags: `--select tag:x` finds it under those. */
export const tagsChanged: Reason = {
  reason: 'TAGS_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/tags'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const [was, is] = [change.before.pipeline.tags, change.after.pipeline.tags];
    const [come, gone] = [is.filter((tag) => !was.includes(tag)), was.filter((tag) => !is.includes(tag))];
    return [{ meaning: 'cosmetic', consequence: consequenceOf(come, gone), paths }];
  },
};

function consequenceOf(come: readonly string[], gone: readonly string[]): Message {
  if (gone.length === 0) return say`it has the tag ${quoted(come)} too`;
  if (come.length === 0) return say`it has the tag ${quoted(gone)} no more`;
  return say`it has the tag ${quoted(come)}, no longer ${quoted(gone)}`;
}

function quoted(tags: readonly string[]): string {
  return tags.map((tag) => `\`${tag}\``).join(', ');
}
