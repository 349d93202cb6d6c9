/** What a new connector starts from: paths from the project root, and their text. */
export type NewFiles = ReadonlyMap<string, string>;

/** The folder of a new connector of FlinkX and ChunJun, which its spec describes whole, and its golden inputs. */
export function connectorFiles(name: string): NewFiles {
  const folder = `src/compiler/connectors/${name}`;
  const golden = `test/golden/connectors/${name}`;
  return new Map([
    [`${folder}/index.ts`, INDEX],
    [`${folder}/spec.ts`, specText(name)],
    [`${golden}/datasources.yaml`, datasourceText(name)],
    [`${golden}/read.yaml`, readText(name)],
    [`${golden}/write.yaml`, writeText(name)],
  ]);
}

const INDEX = `import { pluginConnector } from '../plugin-connector.ts';
import { spec } from './spec.ts';

export const connector = pluginConnector(spec);
`;

function specText(name: string): string {
  return `import { pluginConnectorSpec, type ParameterSpec } from '../../connector/index.ts';

/** How both sides connect. */
const CONNECTION: Readonly<Record<string, ParameterSpec>> = {
  url: { type: 'string', description: 'Address.', carries: 'datasource.url', required: true },
  username: { type: 'string', description: 'User.', carries: 'datasource.username' },
  password: { type: 'string', description: 'Password.', carries: 'datasource.password', secret: true },
  table: { type: 'string', description: 'Table.', carries: 'table', required: true },
  column: { type: 'list', description: 'Columns.', carries: 'columns', required: true },
};

const READER = { name: '${name}reader', parameters: CONNECTION };

const WRITER = {
  name: '${name}writer',
  parameters: {
    ...CONNECTION,
    batchSize: { type: 'integer', description: 'Rows written at once.', default: 1, minimum: 1 },
  },
} as const;

export const spec = pluginConnectorSpec({
  name: '${name}',
  title: '${name}',
  description: 'Tables of ${name}.',
  datasourceTypes: ['${name}'],
  reader: { flinkx: READER, chunjun: READER },
  writer: { flinkx: WRITER, chunjun: WRITER },
});
`;
}

function datasourceText(name: string): string {
  return `name: one
type: ${name}
url: ${name}://one.example
username: reader
password: \${secret:env/ONE_PASSWORD}
---
name: other
type: ${name}
url: ${name}://other.example
username: loader
password: \${secret:env/OTHER_PASSWORD}
`;
}

function readText(name: string): string {
  return `name: read
schedule: manual
source:
  datasource: one
  table: orders
  columns: [id bigint, amount decimal(18,2), updated_at timestamp]
sink:
  connector: ${name}
  datasource: other
  table: orders
`;
}

function writeText(name: string): string {
  return `name: write
schedule: manual
source:
  datasource: one
  table: orders
  columns: [id bigint]
sink:
  connector: ${name}
  datasource: other
  table: orders
  options: { batchSize: 500 }
`;
}
