import type { DescribedValue, LocatedDiagnostic } from '../../compiler/index.ts';
import type { DescribedSetting, SettingProblem } from '../../config/index.ts';
import type { Terminal } from '../terminal.ts';
import { renderTable } from './table.ts';

/** What `sluice config show` has read. */
export interface ShownConfig {
  readonly environment: string;
  readonly settings: readonly DescribedSetting[];
  readonly problems: readonly SettingProblem[];
  readonly values: readonly DescribedValue[];
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** The published form: schemas/config.schema.json. It says every origin. */
export function configDocument({ environment, settings, problems, values, diagnostics }: ShownConfig): object {
  return {
    formatVersion: '1.0',
    environment,
    settings,
    values: values.map((value) => ({ ...value, origin: originOf(value) })),
    problems,
    diagnostics,
  };
}

/** Two tables: the process's settings, the project's values. */
export function renderConfig(
  { environment, settings, values }: ShownConfig,
  origins: boolean,
  terminal: Terminal,
): string {
  const { paint } = terminal;
  const table = (rows: readonly { name: string; value: unknown; origin: string }[]): string =>
    renderTable(
      ['name', 'value', ...(origins ? ['origin'] : [])].map(paint.dim),
      rows.map(({ name, value, origin }) => [
        name,
        value === null ? paint.dim('-') : String(value),
        ...(origins ? [paint.cyan(origin)] : []),
      ]),
    );
  const process = [paint.bold('settings of this process'), table(settings)];
  const project = [
    '',
    paint.bold(`the project in environment ${environment}`),
    table(values.map((value) => ({ ...value, origin: originOf(value) }))),
  ];
  return [...process, ...(values.length === 0 ? [] : project)].join('\n');
}

/** `sluice.yaml:12`, or `default` where no file says it. */
function originOf({ file, line }: DescribedValue): string {
  if (file === undefined) return 'default';
  return line === undefined ? file : `${file}:${line}`;
}
