import type { SessionEngineOptions } from '../../src/runtime/engines/sync-session/index.ts';
import type { LauncherEngineOptions } from '../../src/runtime/engines/launcher/index.ts';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import { keptLog, secretsOf } from './launch-request.ts';

/** What an engine of FlinkX or ChunJun is made of in a test that starts no process: the clock is the machine's where no other is given. */
export function sessionEngineOptions(
  secrets: Readonly<Record<string, string>>,
  over: Partial<SessionEngineOptions> = {},
): SessionEngineOptions & LauncherEngineOptions {
  return {
    secrets: secretsOf(secrets),
    clock: createSystemClock(),
    random: createSystemRandom(),
    log: keptLog(),
    workDir: '/nowhere',
    scrub: (line) => line,
    environment: {},
    ...over,
  };
}
