import { testSessionEngine } from '../support/session-engine-tests.ts';

testSessionEngine({
  type: 'chunjun',
  version: '1.16',
  asksDatabases: true,
  // It fails from that row on, so that one more may come.
  limit: (rows) => ({ confProp: { 'chunjun.dirty-data.max-rows': String(rows + 1) } }),
});
