import type { Message } from '../../message/index.ts';
import {
  furtherFindings,
  makeDiagnostic,
  MOST_MISTAKES,
  type Diagnostic,
  type DiagnosticCode,
} from '../diagnostics/index.ts';
import type { TargetName } from '../connector/index.ts';
import type {
  AlertChannelNode,
  AlertsNode,
  DatasourceNode,
  EngineNode,
  FreezeNode,
  ProjectPolicies,
} from '../ir/index.ts';
import type { ScheduleCalendar } from '../../time/index.ts';
import { isWithin, type Location } from '../text/index.ts';

/** Names that are the engine's own in an option or a common field, by the path to it without list places. */
export type EngineNames = (
  connector: string,
  role: 'source' | 'sink',
  target: TargetName,
  path: readonly string[],
) => readonly string[];

/** `alerts` of sluice.yaml, one environment applied. */
export interface ProjectAlerts {
  readonly channels: ReadonlyMap<string, AlertChannelNode>;
  /** Names of those with an error in them, or of which it is not known what the environment makes of them. */
  readonly faulty: ReadonlySet<string>;
  /** For pipelines that say nothing themselves: names of channels, all declared. */
  readonly routes: AlertsNode['routes'];
  readonly language: AlertsNode['language'];
}

/** Everything of sluice.yaml and datasources/ that a pipeline may refer to, one environment applied. */
export interface ProjectModel {
  readonly name: string;
  readonly environment: string;
  readonly defaultTimeZone: string;
  readonly defaultEngine: string | undefined;
  readonly defaultOwner: string | undefined;
  readonly engines: ReadonlyMap<string, EngineNode>;
  /** Names of engines with an error in them, or of which it is not known what the environment makes of them; absent = none. */
  readonly faultyEngines?: ReadonlySet<string>;
  /** The environment is none of the project: what it makes of it is not known. */
  readonly isUndeclared?: true;
  /** The default time zone has an error, and {@link defaultTimeZone} only stands in for it. */
  readonly hasFaultyTimeZone?: true;
  /** Slots by the name of the pool; absent = there is none. */
  readonly pools?: ReadonlyMap<string, number>;
  /** Calendars of the project by name, as a schedule has them; undefined = it has an error. Absent = there is none. */
  readonly calendars?: ReadonlyMap<string, ScheduleCalendar | undefined>;
  /** Freezes that hold in the environment; absent = none. */
  readonly freezes?: readonly FreezeNode[];
  /** What those select that have an error, and hold there or may; absent = none. */
  readonly faultyFreezes?: readonly Pick<FreezeNode, 'select'>[];
  /** Who can be told when something is amiss; absent = nobody. */
  readonly alerts?: ProjectAlerts;
  readonly datasources: ReadonlyMap<string, DatasourceNode>;
  /** Parameter values that the environment sets for all pipelines that declare them. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Names of datasources that exist but did not compile: no second error for a reference to them. */
  readonly brokenDatasources: ReadonlySet<string>;
  /** Names of datasources with an error in them: their pipelines are checked, but no job may hold what was found there. */
  readonly faultyDatasources: ReadonlySet<string>;
  /** Names of clusters that a datasource or an overlay of any environment refers to. */
  readonly datasourcesReferredTo: ReadonlySet<string>;
  /** Names of datasources whose schema snapshot cannot be used: no second error for a type that is missing then. */
  readonly brokenSnapshots?: ReadonlySet<string>;
  /** True when a datasource's name could not be read, so that any name may exist: no error for a reference then. */
  readonly datasourcesHidden: boolean;
  readonly policies: ProjectPolicies;
  /** The connector that serves a datasource type, if any. */
  readonly connectorOf: (datasourceType: string) => string | undefined;
  /** Absent = no engine has any. */
  readonly engineNames?: EngineNames;
}

/** Collects what is wrong while one definition is lowered, as far as it is told. */
export class Report {
  readonly diagnostics: Diagnostic[] = [];

  add(code: DiagnosticCode, at: Location, message: Message, more?: Parameters<typeof makeDiagnostic>[3]): void {
    this.push(makeDiagnostic(code, at, message, more));
  }

  push(...diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) {
      if (this.isFull) return;
      const isOneTooMany = this.diagnostics.length === MOST_MISTAKES;
      this.diagnostics.push(isOneTooMany ? furtherFindings(diagnostic) : diagnostic);
    }
  }

  /** True when nothing more is told, so that nobody need look for a help. */
  get isFull(): boolean {
    return this.diagnostics.length > MOST_MISTAKES;
  }

  /** Whether something is said already of this value or of a part of it. */
  hasSpokenOf(at: Location): boolean {
    return this.diagnostics.some((diagnostic) => isWithin(diagnostic.at, at));
  }

  get failed(): boolean {
    return this.diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  }
}
