import { say, type Message } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason, type UpdatedPipeline } from '../../reason.ts';

/** Runs read what is new, or everything, where they did not; or a first run begins elsewhere. */
export const incrementalChanged: Reason = {
  reason: 'INCREMENTAL_CHANGED',
  readsAnew: true,
  find(change) {
    const values = valuesUnder(change, '/source/incremental');
    if (values.length === 0 || !isUpdated(change)) return [];
    const consequence = consequenceOf(change);
    return consequence === undefined ? [] : [{ meaning: 'data-affecting', consequence, paths: pathsOf(values) }];
  },
};

function consequenceOf({ before, after, deployed }: UpdatedPipeline): Message | undefined {
  const [was, is] = [before.pipeline.incremental, after.pipeline.incremental];
  const cursor = deployed?.cursor;
  if (is === undefined)
    return was === undefined
      ? undefined
      : say`each run reads everything that its source selects, no longer only rows with a later \`${was.column}\``;
  if (was === undefined) {
    // a cursor stays with the name of its pipeline
    if (cursor !== undefined) return say`runs read only rows whose \`${is.column}\` is after the kept cursor ${cursor}`;
    return is.from === undefined
      ? say`the next run still reads everything, later ones only rows with a later \`${is.column}\`: changes that do not raise it are missed`
      : say`runs read only rows whose \`${is.column}\` is after ${is.from}, later ones only what is new: changes that do not raise it are missed`;
  }
  if (was.column !== is.column || was.from === is.from) return undefined;
  if (cursor !== undefined) return say`the cursor ${cursor} is kept: \`from\` is looked at only where there is none`;
  return is.from === undefined
    ? say`where no run has set a cursor, the next run reads everything, no longer only rows after ${was.from ?? ''}`
    : say`where no run has set a cursor, the next run reads rows whose \`${is.column}\` is after ${is.from}`;
}
