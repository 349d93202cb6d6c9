import { join } from 'node:path';
import { chunjunErrorLimit } from '../launcher/index.ts';
import { OWNER_STAMP } from '../flink-jobs/index.ts';
import type { SessionDialect } from '../sync-session/index.ts';

/** A folder that is nowhere: with plugins found in a folder, mode `standalone` cannot load any. */
const NO_PLUGINS = '/no-chunjun-dist';

/**
 * How ChunJun 1.16 runs on a session cluster: the job URL-encoded. With the core alone the word is
 * `kubernetes-application`, the one mode in which the plugins that the JobManager reads travel with the job; with a
 * merged jar it is `standalone`. Flink shows `-confProp` to everybody who can see the cluster.
 */
export const chunjunSession: SessionDialect = {
  type: 'chunjun',
  entryClass: 'com.dtstack.chunjun.Main',
  countsRefusedAsWritten: false,
  core: { folder: 'chunjun-dist', file: /^chunjun-core.*\.jar$/, words: 'chunjun-core*.jar' },
  errorLimit: ({ confProp }) => chunjunErrorLimit(confProp),
  programArguments: ({ job, name, ownerStamp, merged, home }) => [
    '-mode',
    merged ? 'standalone' : 'kubernetes-application',
    '-jobType',
    'sync',
    '-job',
    encodeURIComponent(JSON.stringify(job.job)),
    '-jobName',
    name,
    '-chunjunDistDir',
    merged || home === undefined ? NO_PLUGINS : join(home, 'chunjun-dist'),
    '-confProp',
    JSON.stringify({ 'chunjun.delay_period_mill': '1', ...job.confProp, [OWNER_STAMP]: ownerStamp }),
  ],
};
