import { pluginConnectorSpec, type PluginSpec } from '../../connector/index.ts';
import { FETCH_SIZE_1_16, TYPED_COLUMNS, WRITE_BATCH_1_16, type Parameters } from '../store-parameters.ts';

/** ChunJun 1.16, `SolrConfig`. */
const COMMON: Parameters = {
  zkHosts: {
    type: 'string-list',
    description: 'Servers of ZooKeeper.',
    carries: 'datasource.hosts',
    defaultPort: '2181',
    required: true,
  },
  zkChroot: { type: 'string', description: 'Node of ZooKeeper under which Solr is, as in `/solr`.' },
  collection: { type: 'string', description: 'Collection.', carries: 'table', required: true },
  kerberosConfig: {
    type: 'object',
    description: 'Login where the cluster asks for Kerberos.',
    members: {
      principal: { type: 'string', description: 'Principal.' },
      keytab: { type: 'string', description: 'Keytab file.' },
      krb5conf: { type: 'string', description: 'Configuration file of Kerberos.' },
      remoteDir: { type: 'string', description: 'Folder of the files on the server of `sftpConf`.' },
      sftpConf: { type: 'object', description: 'Server from which the files are fetched.' },
    },
  },
  column: TYPED_COLUMNS,
};

const READER: PluginSpec = {
  name: 'solrreader',
  aliases: ['solrsource'],
  typeWords: 'solr',
  parameters: {
    ...COMMON,
    filterQueries: { type: 'string-list', description: 'Filter, as in `level:3`.', carries: 'where' },
    ...FETCH_SIZE_1_16,
  },
};

const WRITER: PluginSpec = {
  name: 'solrwriter',
  aliases: ['solrsink'],
  typeWords: 'solr',
  modes: ['append', 'upsert'],
  ownKey: true,
  parameters: { ...COMMON, ...WRITE_BATCH_1_16 },
};

export const spec = pluginConnectorSpec({
  name: 'solr',
  title: 'Solr',
  description:
    'Collections of SolrCloud, on ChunJun alone; `hosts` of the datasource are its ZooKeeper servers. A document whose unique key is there is replaced.',
  datasourceTypes: ['solr'],
  reader: { chunjun: READER },
  writer: { chunjun: WRITER },
});
