import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Pipelines of a connector that its golden tests compile: what a page shows cannot be wrong. */
export interface Examples {
  readonly datasource?: string;
  readonly source?: string;
  readonly sink?: string;
}

/** The longest text that is shown: more is for tests, not for readers. */
const MOST_LINES = 30;

/** Reads them from test/golden/connectors/<name>/; a connector without such a folder has none. */
export async function readExamples(root: string, connector: string): Promise<Examples> {
  const folder = path.join(root, 'test/golden/connectors', connector);
  const read = async (name: string): Promise<string | undefined> => {
    const text = await readFile(path.join(folder, name), 'utf8').catch(() => '');
    return text === '' || text.split('\n').length > MOST_LINES ? undefined : text.trimEnd();
  };
  const datasources = await readFile(path.join(folder, 'datasources.yaml'), 'utf8').catch(() => '');
  const [datasource = ''] = datasources.split(/^---$/m);
  const source = await read('read.yaml');
  const sink = await read('write.yaml');
  return {
    ...(datasource.trim() === '' ? {} : { datasource: datasource.trim() }),
    ...(source === undefined ? {} : { source }),
    ...(sink === undefined ? {} : { sink }),
  };
}

/** The datasources that the golden tests of connectors compile, a text each. */
export async function readDatasources(root: string, connectors: readonly string[]): Promise<readonly string[]> {
  const file = (connector: string): string => path.join(root, 'test/golden/connectors', connector, 'datasources.yaml');
  return Promise.all(connectors.map((connector) => readFile(file(connector), 'utf8').catch(() => '')));
}
