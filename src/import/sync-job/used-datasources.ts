import { connectorOfDatasource } from '../../compiler/connectors/index.ts';
import type { DatasourceDefinition } from '../../compiler/syntax/index.ts';
import type { DatasourceDraft, DatasourcePool } from '../definition/datasource-pool.ts';
import type { EndReference } from './definition-of.ts';

/** The datasources that one job uses, taken from the pool of all jobs. */
export class UsedDatasources {
  readonly #pool: DatasourcePool;
  readonly #names: string[] = [];

  constructor(pool: DatasourcePool) {
    this.#pool = pool;
  }

  take(draft: DatasourceDraft): DatasourceDefinition {
    const datasource = this.#pool.take(draft);
    this.#names.push(datasource.name);
    return datasource;
  }

  /** The datasource of an end, and its connector where the datasource's type does not say it. */
  refer(connection: DatasourceDraft | undefined, connector: string): EndReference {
    if (connection === undefined) return { connector };
    const { name, type } = this.take(connection);
    return { datasource: name, ...(connectorOfDatasource(type) === connector ? {} : { connector }) };
  }

  /** Each once, the clusters that they work on included. */
  get definitions(): readonly DatasourceDefinition[] {
    const all = this.#names.flatMap((name) => this.#pool.withCluster(name));
    return [...new Map(all.map((each) => [each.name, each])).values()];
  }
}
