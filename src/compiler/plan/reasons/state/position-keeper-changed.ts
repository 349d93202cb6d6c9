import { say, type Message } from '../../../../message/index.ts';
import { isUpdated, type Reason, type UpdatedPipeline } from '../../reason.ts';
import { sourceOf } from '../../ends/source-of.ts';
import { streamStart } from '../../stream-start.ts';
import { endWords } from '../../ends/end-words.ts';

/** A stream becomes runs that end, or the other way round: where it is was kept by the engine, and by Sluice's cursor, or by nobody. */
export const positionKeeperChanged: Reason = {
  reason: 'POSITION_KEEPER_CHANGED',
  readsAnew: true,
  find(change) {
    if (!isUpdated(change)) return [];
    const [was, is] = [change.before, change.after].map(({ pipeline }) => pipeline.schedule.kind === 'continuous');
    if (was === is || sourceOf(change.after)['connector'] === undefined) return [];
    return was === true
      ? [{ meaning: 'state-breaking', consequence: endedWords(change), paths: [] }]
      : [{ meaning: 'data-affecting', consequence: begunWords(change), paths: [] }];
  },
};

/** The engine's position is nobody's from then on. */
function endedWords({ after, deployed, facts }: UpdatedPipeline): Message {
  const place = endWords(sourceOf(after));
  const { incremental } = after.pipeline;
  if (incremental === undefined) {
    const start = sourceOf(after)['start'] === undefined ? undefined : streamStart(after, facts.specOf);
    return start?.kind === 'at'
      ? say`where the stream stood is not taken over: each run reads ${place} from ${start.from}`
      : say`where the stream stood is not taken over: runs read ${place} as a source that ends`;
  }
  const { column, from } = incremental;
  if (deployed?.cursor !== undefined)
    return say`where the stream stood is not taken over: the next run reads rows whose \`${column}\` is after the cursor ${deployed.cursor} that runs have set, also those that the stream has read`;
  return from === undefined
    ? say`where the stream stood is not taken over: without a cursor that runs have set the next run reads all of ${place} again`
    : say`where the stream stood is not taken over: without a cursor that runs have set the next run reads rows whose \`${column}\` is after ${from} again`;
}

/** Sluice's cursor says where the first start begins, and is moved no more. */
function begunWords({ after, deployed, facts }: UpdatedPipeline): Message {
  const place = endWords(sourceOf(after));
  const { incremental } = after.pipeline;
  if (incremental === undefined) {
    const start = streamStart(after, facts.specOf);
    return start.kind === 'at'
      ? say`the engine keeps where it is from then on: its first start reads ${place} from ${start.from}, whatever runs have read`
      : say`the engine keeps where it is from then on: what came to ${place} since the last run and before its first start is not read`;
  }
  const { column, from } = incremental;
  if (deployed?.cursor !== undefined)
    return say`the engine keeps where it is from then on: its first start reads rows whose \`${column}\` is after the cursor ${deployed.cursor}, which is moved no more`;
  return from === undefined
    ? say`the engine keeps where it is from then on: its first start reads after the cursor that runs have set, or all of ${place}, and the cursor is moved no more`
    : say`the engine keeps where it is from then on: its first start reads after the cursor that runs have set, or after ${from}, and the cursor is moved no more`;
}
