import type { HoldStore } from '../../ports/index.ts';
import { dueResumes } from '../queries/due-resumes.ts';
import { pauseDeployment } from '../queries/pause-deployment.ts';
import { resumeDeployment } from '../queries/resume-deployment.ts';
import { resumeDue } from '../queries/resume-due.ts';
import type { Transactor } from '../transaction.ts';
import type { Fenced } from './fencing.ts';

/** @param scheduling Checks the fence of who schedules: it is the scheduler that ends a pause whose time is over. */
export function holdMethods({ read, write }: Transactor, scheduling: Fenced): HoldStore {
  return {
    pauseDeployment: (request, now) => write((tx) => pauseDeployment(tx, request, now)),
    resumeDeployment: (request, now) => write((tx) => resumeDeployment(tx, request, now)),
    dueResumes: (scope, now) => read((db) => dueResumes(db, scope, now)),
    resumeDue: (fence, scope, pipelines, now) => scheduling(scope, fence, (tx) => resumeDue(tx, scope, pipelines, now)),
  };
}
