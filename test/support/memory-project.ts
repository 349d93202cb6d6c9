import { compile, type CompileInput } from '../../src/compiler/compile.ts';
import {
  CONNECTOR_NAMES,
  connectorOfDatasource,
  DATASOURCE_TYPES,
  loadConnectors,
} from '../../src/compiler/connectors/index.ts';
import { locateDiagnostics, withoutDoubts, type LocatedDiagnostic } from '../../src/compiler/diagnostics/index.ts';
import { fileLocator, itemNamed, loadYamlText, type YamlLoading } from '../../src/compiler/load/index.ts';
import { createSourceFile, type Location, type Locator } from '../../src/compiler/text/index.ts';

/** A project of YAML texts that is compiled again and again with one of them changed, without a disk. */
export class MemoryProject {
  readonly files: Readonly<Record<string, string>>;
  readonly #connectors: CompileInput['connectors'];
  readonly #loaded = new Map<string, YamlLoading>();

  private constructor(files: Readonly<Record<string, string>>, connectors: CompileInput['connectors']) {
    this.files = files;
    this.#connectors = connectors;
    for (const [path, text] of Object.entries(files)) this.#loaded.set(path, read(path, text));
  }

  static async of(files: Readonly<Record<string, string>>): Promise<MemoryProject> {
    return new MemoryProject(files, await loadConnectors(new Set(CONNECTOR_NAMES)));
  }

  /** Everything that is wrong with the project when one file has another text. */
  check(changed?: string, text = ''): readonly LocatedDiagnostic[] {
    const loaded = new Map(this.#loaded);
    if (changed !== undefined) loaded.set(changed, read(changed, text));
    const under = (folder: string): { readonly value: unknown; readonly at: Location }[] =>
      [...loaded].flatMap(([path, { document }]) =>
        path.startsWith(folder) && document !== undefined ? [{ value: document.value, at: whole(path) }] : [],
      );
    const broken = (folder: string): boolean =>
      [...loaded].some(([path, { document }]) => path.startsWith(folder) && document === undefined);
    const output = compile({
      project: under('sluice.yaml')[0],
      datasources: under('datasources/'),
      definitions: under('pipelines/'),
      environment: 'default',
      connectors: this.#connectors,
      connectorNames: CONNECTOR_NAMES,
      connectorOf: connectorOfDatasource,
      datasourceTypes: DATASOURCE_TYPES,
      namesHidden: broken('pipelines/'),
      datasourcesHidden: broken('datasources/'),
    });
    const found = [...loaded.values()].flatMap(({ diagnostics }) => diagnostics);
    const locatorOf = (path: string): Locator | undefined => {
      const file = loaded.get(path);
      if (file === undefined) return undefined;
      return file.document === undefined
        ? fileLocator(file.file)
        : itemNamed(file.document.locator, file.document.value);
    };
    return locateDiagnostics([...withoutDoubts(found, output.diagnostics), ...output.diagnostics], locatorOf);
  }
}

function whole(file: string): Location {
  return { file, path: [], part: 'value' };
}

function read(path: string, text: string): YamlLoading {
  return loadYamlText(createSourceFile(path, text));
}
