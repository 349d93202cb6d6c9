export { failureReason } from './failure-reason.ts';
export { jobName, readJobName } from './job-name.ts';
export { stampOf, withStamp } from './job-stamp.ts';
export { lookAtCluster } from './look-at-cluster.ts';
export { OWNER_STAMP, ownerStamp, withOwnerStamp, type JobOwner } from './owner-stamp.ts';
export { refuseOtherJob } from './refuse-other-job.ts';
export { createSeenJobs, MISSING_MS, type SeenJobs } from './seen-jobs.ts';
export { startedAllTheSame } from './started-all-the-same.ts';
export { stateOf } from './state-of.ts';
