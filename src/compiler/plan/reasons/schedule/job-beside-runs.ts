import { say, type Message } from '../../../../message/index.ts';
import type { Artefact } from '../../../artefact/index.ts';
import type { Finding } from '../../plan.ts';
import type { UpdatedPipeline } from '../../reason.ts';
import { jobLeftRunning } from '../../running-job.ts';

/** What the job of a stream that becomes a pipeline of runs is to those runs; nothing where none goes on. */
export function jobBesideRuns(change: UpdatedPipeline, paths: readonly string[]): readonly Omit<Finding, 'reason'>[] {
  const left = jobLeftRunning(change);
  if (left === undefined) return [];
  const { overlap, schedule } = change.after.pipeline;
  if (schedule.kind === 'manual') {
    const consequence =
      overlap === 'allow'
        ? say`${left}; runs that somebody starts read and write beside it`
        : say`${left}; no other run can be started before`;
    return [{ meaning: 'schedule', consequence, paths }];
  }
  // a running job that is stopped is no affair of the schedule alone
  const meaning = overlap === 'cancel-running' ? 'destructive' : 'schedule';
  return [{ meaning, consequence: besideFires(left, overlap), paths }];
}

function besideFires(left: Message, overlap: Artefact['pipeline']['overlap']): Message {
  switch (overlap) {
    case 'skip':
      return say`${left}; by \`overlap: skip\` each fire before is skipped`;
    case 'queue-one':
      return say`${left}; by \`overlap: queue-one\` the first fire waits for its end, and others before it are skipped`;
    case 'queue-all':
      return say`${left}; by \`overlap: queue-all\` fires wait for its end`;
    case 'cancel-running':
      return say`by \`overlap: cancel-running\` the first fire cancels the job of the stream, if one runs`;
    case 'allow':
      return say`${left}; by \`overlap: allow\` runs read and write beside it`;
    default:
      return overlap satisfies never;
  }
}
