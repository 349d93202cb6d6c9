import { join } from 'node:path';
import { diagnose, type DiagnoseOptions } from '../../src/runtime/diagnose.ts';
import type { CheckResult } from '../../src/runtime/index.ts';
import { createPinoLog, createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';

/** What the doctor sees of a host with nothing but these options; what they leave out is embedded, in this folder. */
export function diagnoseHere(folder: string, options: Partial<DiagnoseOptions>): Promise<readonly CheckResult[]> {
  return diagnose({
    projectRoot: folder,
    stateDir: join(folder, 'state'),
    store: { kind: 'sqlite', path: join(folder, 'none.db') },
    lease: { kind: 'store' },
    bus: { kind: 'embedded', dir: folder },
    engines: [],
    version: '1.0.0',
    clock: createSystemClock(),
    random: createSystemRandom(),
    log: createPinoLog({ level: 'silent' }),
    processEnvironment: {},
    ...options,
  });
}
