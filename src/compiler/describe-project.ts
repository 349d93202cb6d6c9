import { catalogueOf, type Language } from '../message/index.ts';
import { hideSecrets, locateDiagnostics, type LocatedDiagnostic } from './diagnostics/index.ts';
import { loadProject } from './load/index.ts';
import { effectiveValues, lowerProject, type EffectiveValue, type PlacedValue } from './lower/index.ts';

/** One value of a project's configuration as `config show` lists it. */
export interface DescribedValue {
  /** `engines.batch.mode`, `datasources.erp.hosts[0]`. */
  readonly name: string;
  /** A secret is the reference to it; one that is written out by mistake is stars. */
  readonly value: string | number | boolean | null;
  /** Where it is said; absent where no file says it and Sluice takes this. */
  readonly file?: string;
  readonly line?: number;
}

/** The configuration of a project in one environment. */
export interface ProjectDescription {
  readonly values: readonly DescribedValue[];
  /** What is wrong with the files that configure the project, as far as they could not be read. */
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** Reads sluice.yaml and the datasources of a folder; nothing is compiled. Never throws for what is in the files. */
export async function describeProject(
  root: string,
  environment: string,
  language: Language = 'en',
): Promise<ProjectDescription> {
  const { project, datasources, diagnostics, locatorOf } = await loadProject(root);
  // that there is no pipeline yet says nothing of the configuration
  const configuring = diagnostics.filter(({ code, at }) => code !== 'SL0111' && CONFIGURING.test(at.file));
  const catalogue = await catalogueOf(language);
  if (project === undefined) return { values: [], diagnostics: locateDiagnostics(configuring, locatorOf, catalogue) };
  const placed = ({ value, file }: typeof project): PlacedValue => ({
    value,
    at: { file: file.path, path: [], part: 'value' },
  });
  const lineOf = (at: NonNullable<EffectiveValue['at']>): number | undefined => {
    const span = locatorOf(at.file)?.span(at);
    return span?.file.position(span.start).line;
  };
  const undeclared = lowerProject(placed(project), [], environment, () => undefined, true).diagnostics.filter(
    ({ code }) => code === 'SL0306',
  );
  const values = effectiveValues(placed(project), datasources.map(placed), environment);
  return {
    values: values.map(({ path, value, at }): DescribedValue => {
      const line = at === undefined ? undefined : lineOf(at);
      return {
        name: path.map((step, index) => nameOf(step, index)).join(''),
        value: withoutSecret(String(path.findLast((step) => typeof step === 'string') ?? ''), value),
        ...(at === undefined ? {} : { file: at.file }),
        ...(line === undefined ? {} : { line }),
      };
    }),
    diagnostics: locateDiagnostics([...configuring, ...undeclared], locatorOf, catalogue),
  };
}

const CONFIGURING = /^(?:sluice\.yaml$|datasources(?:\/|$))/;

function nameOf(step: string | number, index: number): string {
  if (typeof step === 'number') return `[${step}]`;
  return index === 0 ? step : `.${step}`;
}

const SECRET_KEY = /pass?wo?r?d|pwd|secret|token|credential|api[-_]?key|access[-_]?key|authorization|cookie/i;

/** References stay, as they say where a secret is; a text under a key of secrets goes as a whole. */
function withoutSecret(key: string, value: DescribedValue['value']): DescribedValue['value'] {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  const text = String(value);
  if (SECRET_KEY.test(key) && !/\$\{(?:secret|env):/.test(text)) return '***';
  return typeof value === 'number' ? value : hideSecrets(text);
}
