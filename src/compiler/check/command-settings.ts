import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { SettingsNode } from '../ir/index.ts';
import type { PipelineRule } from './rule.ts';

/** Settings are for the movement of rows: a command obeys none of them. */
export const commandSettings: PipelineRule = {
  name: 'command-settings',
  *check({ work, settings }): Iterable<Diagnostic> {
    if (work.kind !== 'command' || !isGiven(settings)) return;
    yield makeDiagnostic('SL0609', { ...settings.at, part: 'key' }, say`a command obeys no \`settings\``, {
      notes: [say`they say how rows are moved`],
      help: say`leave them out; \`timeout\` and \`retry\` are for commands too`,
    });
  },
};

function isGiven({ parallelism, bytesPerSecond, errorRows, errorPercent, ...rest }: SettingsNode): boolean {
  return (
    parallelism.source > 1 ||
    parallelism.sink > 1 ||
    bytesPerSecond !== undefined ||
    (errorRows ?? 0) > 0 ||
    errorPercent !== undefined ||
    rest.checkpointMs !== undefined ||
    rest.resumeColumn !== undefined ||
    Object.keys(rest.options).length > 0
  );
}
