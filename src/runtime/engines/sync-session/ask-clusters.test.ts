import { expect, test } from 'vitest';
import { OperatingError } from '../../errors.ts';
import { createFlinkRest, type FlinkRest } from '../../flink/index.ts';
import { createVirtualClock } from '../../observe/index.ts';
import { askClusters } from './ask-clusters.ts';

const rests = ['http://a:1', 'http://b:1', 'http://c:1'].map((url) =>
  createFlinkRest({ url, clock: createVirtualClock(0) }),
);
const error = (code: 'ENGINE_UNREACHABLE' | 'ENGINE_REFUSED', retryable: boolean): OperatingError =>
  new OperatingError(code, code, { retryable });
const silent = error('ENGINE_UNREACHABLE', true);
const refused = error('ENGINE_REFUSED', false);

/** Answers in the order of the clusters; an error is thrown. */
const saying =
  (...answers: readonly (object | undefined)[]) =>
  (rest: FlinkRest): Promise<object | undefined> => {
    const answer = answers[rests.indexOf(rest)];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };

test('one that has the job speaks for it, whatever the others and YARN say', async () => {
  const job = { id: 'x' };
  expect(await askClusters({ rests, doubts: [refused] }, saying(silent, undefined, job))).toBe(job);
  expect(await askClusters({ rests, doubts: [] }, saying(job, refused, undefined))).toBe(job);
});

test('a job is unknown only where all clusters that there may be said so', async () => {
  const unknown = saying();
  expect(await askClusters({ rests, doubts: [] }, unknown)).toBe('unknown');
  expect(await askClusters({ rests: [], doubts: [] }, unknown)).toBe('no-cluster');
  await expect(askClusters({ rests, doubts: [silent] }, unknown)).rejects.toBe(silent);
  await expect(askClusters({ rests: [], doubts: [silent] }, unknown)).rejects.toBe(silent);
  await expect(askClusters({ rests, doubts: [] }, saying(undefined, refused))).rejects.toBe(refused);
  await expect(askClusters({ rests, doubts: [refused] }, saying(undefined, silent))).rejects.toBe(silent);
});
