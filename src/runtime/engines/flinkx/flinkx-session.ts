import { join } from 'node:path';
import { flinkxErrorLimit } from '../launcher/index.ts';
import { OWNER_STAMP } from '../flink-jobs/index.ts';
import type { SessionDialect } from '../sync-session/index.ts';

/**
 * How FlinkX 1.11 runs on a session cluster: the job as plain text, its name as `-jobid`, and the address of the
 * cluster, without which 1.11 would start a cluster of its own inside the JobManager.
 */
export const flinkxSession: SessionDialect = {
  type: 'flinkx',
  entryClass: 'com.dtstack.flinkx.Main',
  countsRefusedAsWritten: true,
  core: { folder: 'syncplugins', file: /^flinkx-.*\.jar$/, words: 'flinkx-*.jar' },
  errorLimit: ({ job }) => flinkxErrorLimit(job),
  programArguments: ({ job, name, ownerStamp, url, home }) => [
    '-mode',
    'standalone',
    '-job',
    JSON.stringify(job.job),
    '-jobid',
    name,
    '-pluginRoot',
    join(home ?? '/', 'syncplugins'),
    '-monitor',
    url,
    '-confProp',
    urlDecodable(JSON.stringify({ ...job.confProp, [OWNER_STAMP]: ownerStamp })),
  ],
};

/** 1.11 decodes this one argument as a URL, so that a percent sign or a plus would become something else. */
function urlDecodable(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('+', '%2B');
}
