import { runLocal, type LocalJobSketch } from './local-job.ts';

// A process of its own that runs one local job, to be killed in the middle: `node local-job-process.ts FOLDER JOB`.
const [folder = '', job = ''] = process.argv.slice(2);
// The job is written by the test that starts this process.
await runLocal(folder, JSON.parse(job) as LocalJobSketch);
