import { say } from '../../message/index.ts';
import { isSessionMode, isSupported, runsOnSession, supportedVersions } from '../../engine-versions/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';

/** The engine's version is one that Sluice knows: what a job may say differs from version to version. */
export const engineVersion: PipelineRule = {
  name: 'engine-version',
  *check({ engine }): Iterable<Diagnostic> {
    const versions = supportedVersions(engine.type);
    if (versions.length === 0) return; // `local` and `command` have none
    if (engine.version === undefined) {
      yield makeDiagnostic('SL0610', { ...engine.at, part: 'key' }, say`engine \`${engine.name}\` has no version`, {
        notes: [say`the versions differ in the names and meaning of their options`],
        help: say`add \`version: "${versions.at(-1) ?? ''}"\``,
      });
    } else if (!isSupported(engine.type, engine.version)) {
      yield makeDiagnostic(
        'SL0607',
        child(engine.at, 'version'),
        say`version \`${engine.version}\` of ${engine.type} is not supported`,
        {
          help: say`supported: ${listWords(versions)}`,
        },
      );
    } else if (isSessionMode(engine.mode) && engine.type === 'chunjun' && !runsOnSession('chunjun', engine.version)) {
      yield makeDiagnostic(
        'SL0607',
        child(engine.at, 'version'),
        say`version \`${engine.version}\` of ${engine.type} does not run in mode \`${engine.mode}\``,
        { help: say`write \`mode: local\`, or \`version: "1.16"\` with the jars of that version` },
      );
    }
  },
};
