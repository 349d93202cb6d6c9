import {
  connectorOfDatasource,
  connectorSpec,
  type ConnectorSpec,
  type DatasourceNode,
  type EngineNode,
  type ProjectModel,
  type SideSpec,
} from '../compiler/index.ts';
import { member, textMember } from './members.ts';

/** One side of a movement as far as its author has written it, and what its connector can do there. */
export interface MovementSide {
  readonly role: 'source' | 'sink';
  readonly engine: EngineNode | undefined;
  readonly datasource: DatasourceNode | undefined;
  readonly connector: ConnectorSpec | undefined;
  readonly spec: SideSpec | undefined;
}

export async function movementSide(
  definition: unknown,
  role: 'source' | 'sink',
  model: ProjectModel | undefined,
): Promise<MovementSide> {
  const engine = engineOf(definition, model);
  const datasource = model?.datasources.get(textMember(definition, role, 'datasource') ?? '');
  const name =
    textMember(definition, role, 'connector') ??
    (datasource === undefined ? undefined : connectorOfDatasource(datasource.type));
  const connector = name === undefined ? undefined : await connectorSpec(name);
  const spec = engine === undefined ? undefined : connector?.[role][engine.type];
  return { role, engine, datasource, connector, spec };
}

/** The engine that a definition names, or gets. */
export function engineOf(definition: unknown, model: ProjectModel | undefined): EngineNode | undefined {
  const only = model?.engines.size === 1 ? [...model.engines.keys()][0] : undefined;
  return model?.engines.get(textMember(definition, 'engine') ?? model.defaultEngine ?? only ?? '');
}

/** A column as its author wrote it. */
export interface WrittenColumn {
  readonly name: string;
  readonly type: string | undefined;
  /** Its place in the list; undefined for one that a schema snapshot knows. */
  readonly index?: number;
}

/** The columns of a side: those that are written, or else those of its table in the schema snapshot. */
export function columnsOf(
  definition: unknown,
  role: 'source' | 'sink',
  datasource: DatasourceNode | undefined,
): readonly WrittenColumn[] {
  const written = member(definition, role, 'columns');
  if (!Array.isArray(written)) return tableColumns(definition, role, datasource);
  return written.flatMap((item: unknown, index): WrittenColumn[] => {
    if (typeof item === 'string') {
      const [name = '', ...type] = item.trim().split(/\s+/);
      return name === '' ? [] : [{ name, type: type.length === 0 ? undefined : type.join(' '), index }];
    }
    const name = textMember(item, 'name');
    return name === undefined
      ? []
      : [{ name, type: textMember(item, 'type') ?? textMember(item, 'nativeType'), index }];
  });
}

/** The columns of the side's table as the schema snapshot has them. */
export function tableColumns(
  definition: unknown,
  role: 'source' | 'sink',
  datasource: DatasourceNode | undefined,
): readonly WrittenColumn[] {
  const written = member(definition, role, 'table');
  const table: unknown = Array.isArray(written) ? written[0] : written;
  if (typeof table !== 'string' || !Object.hasOwn(datasource?.tables ?? {}, table)) return [];
  return (datasource?.tables?.[table]?.columns ?? []).map(({ name, type }) => ({ name, type }));
}
