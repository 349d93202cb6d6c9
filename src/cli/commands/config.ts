import { existsSync } from 'node:fs';
import path from 'node:path';
import { describeProject, type ProjectDescription } from '../../compiler/index.ts';
import { describeSettings } from '../../config/index.ts';
import { catalogueOf, say, wordsOf } from '../../message/index.ts';
import { EXIT } from '../exit-code.ts';
import type { OperatorFlags } from '../operator-api.ts';
import { refuseUndeclaredEnvironment } from '../findings.ts';
import { projectRoot, whereLooked } from '../project-root.ts';
import { Terminal } from '../terminal.ts';
import { showDiagnostics } from '../views/check-view.ts';
import { configDocument, renderConfig } from '../views/config-view.ts';

interface ConfigFlags extends OperatorFlags {
  readonly origin?: boolean;
}

/**
 * `sluice config show [--origin]`: the process's settings, and the project's values in one environment. Outside of a
 * project the settings alone. What cannot be used or read is exit 78.
 */
export async function configCommand(flags: ConfigFlags): Promise<number> {
  const terminal = new Terminal(flags);
  const root = projectRoot(flags);
  const environment = flags.env ?? 'default';
  const { settings, problems } = describeSettings(flags, process.env);
  const found = existsSync(path.join(root, 'sluice.yaml'));
  const project: ProjectDescription = found
    ? await describeProject(root, environment, terminal.language)
    : { values: [], diagnostics: [] };
  refuseUndeclaredEnvironment(project.diagnostics);
  const shown = { environment, settings, problems, ...project };
  const catalogue = await catalogueOf(terminal.language);
  terminal.emit(configDocument(shown));
  terminal.show(renderConfig(shown, flags.origin === true, terminal));
  showDiagnostics(project.diagnostics, root, terminal, { catalogue });
  if (!found) terminal.warn(wordsOf(say`no project: there is no sluice.yaml in ${whereLooked(flags)}`, catalogue));
  for (const { origin, message, help } of problems) terminal.warn(`error: ${origin}: ${message}\nhelp: ${help}`);
  const broken = project.diagnostics.some(({ severity }) => severity === 'error');
  return broken || problems.length > 0 ? EXIT.configuration : EXIT.done;
}
