import { describe, expect, test } from 'vitest';
import { pluginConnectorSpec, type ConnectorSpec } from '../../src/compiler/connector/index.ts';
import { connectorPage } from './connector-page.ts';
import { connectorsIndex } from './connectors-index.ts';

const PARAMETERS = {
  url: { type: 'string', description: 'Address.', carries: 'datasource.url', required: true },
  topics: { type: 'string-list', description: 'Topics.', carries: 'table' },
  token: { type: 'string', description: 'Token.', secret: true },
  size: { type: 'integer', description: 'Rows | at once.', minimum: 1, maximum: 9, default: 3 },
  word: { type: 'string', description: 'Word.', values: ['a', 'b'], required: true },
  inner: { type: 'object', description: 'Inner.', members: { deep: { type: 'boolean', description: 'Deep.' } } },
} as const;

const spec: ConnectorSpec = pluginConnectorSpec({
  name: 'nimbus',
  title: 'Nimbus',
  description: 'Clouds.',
  datasourceTypes: ['nimbus'],
  reader: {
    flinkx: { name: 'nimbusreader', parameters: PARAMETERS, endless: true, maximumParallelism: 1 },
    chunjun: { name: 'nimbusreader', aliases: ['nimbussource'], parameters: PARAMETERS, suspect: 'It rarely loads.' },
  },
  writer: {},
});

describe('the page of a connector', () => {
  const page = connectorPage(spec, { source: 'name: read' });

  test('has its options with limits, bars escaped, inner keys behind their owner', () => {
    expect(page).toContain('| `size` | whole number; 1 or more; 9 or less | `3` | Rows \\| at once. |');
    expect(page).toContain('| `word` | text; one of `a`, `b` | **required** | Word. |');
    expect(page).toContain('| `inner.deep` | true, false | - | Deep. |');
  });

  test('leaves out what no author may write', () => {
    expect(page).not.toContain('| `token`');
    expect(page).not.toContain('| `url` | text');
    expect(page).toContain('said by fields: `url` by the datasource; `topics` by `table`');
  });

  test('says what a reader must know before using it', () => {
    expect(page).toContain('its pipeline is `schedule: continuous`');
    expect(page).toContain('`parallelism` is 1 at most');
    expect(page).toContain('one job reads several tables');
    expect(page).toContain('(also `nimbussource`)');
    expect(page).toContain('**Beware:** It rarely loads.');
    expect(page).toContain('```yaml\nname: read\n```');
  });

  test('has no section for a side that the connector has not', () => {
    expect(page).toContain('## Reading');
    expect(page).not.toContain('## Writing');
  });
});

test('the matrix marks what may not load, and lists what is left out', () => {
  const index = connectorsIndex([spec]);
  expect(index).toContain('| [nimbus](connectors/nimbus.md) | Nimbus | `nimbus` | read | read ? | - | - |');
  expect(index).toContain('`phoenixreader`, `phoenixwriter`');
});
