import { say } from '../../message/index.ts';
import { minorVersion, pluginSupport } from '../../engine-versions/index.ts';
import { makeDiagnostic, type Diagnostic, roleWord } from '../diagnostics/index.ts';
import { child, type Location } from '../text/index.ts';
import { enginesThatCan } from './engines-that-can.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** A plugin that an older ChunJun does not have is an error; one that nobody has looked at there is said. */
export const pluginOnVersion: PipelineRule = {
  name: 'plugin-on-version',
  *check(pipeline, context): Iterable<Diagnostic> {
    const { engine } = pipeline;
    if (engine.type !== 'chunjun' || engine.version === undefined) return;
    const version = minorVersion(engine.version);
    for (const { role, node, spec } of sidesOf(pipeline, context)) {
      const { plugin } = spec;
      if (plugin === undefined) continue;
      const support = pluginSupport(version, plugin.name);
      if (support === 'absent') {
        const at = child(node.at, node.datasource ? 'datasource' : 'connector');
        yield makeDiagnostic('SL0612', at, say`chunjun ${version} has no \`${plugin.name}\``, {
          notes: [
            say`the job would fail before it starts: there is no such folder among its connectors`,
            say`ChunJun 1.16 has it`,
          ],
          help: enginesThatCan(pipeline, context) ?? say`use ChunJun 1.16, or another engine`,
        });
      } else if (support === 'unverified') {
        const at: Location = { ...node.at, part: 'key' };
        yield makeDiagnostic('SL0613', at, say`\`${plugin.name}\` is unverified on ${engine.type} ${version}`, {
          notes: [
            say`the ${roleWord(role)} is checked and printed as ChunJun 1.16 reads it; ${engine.type} ${version} may read other keys`,
          ],
          help: say`try one run before you schedule it`,
        });
      }
    }
  },
};
