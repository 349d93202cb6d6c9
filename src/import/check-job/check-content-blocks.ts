import { contentBlocks } from '../../compiler/connector/index.ts';
import { memberOf, nodeAt, type JsonObject } from '../json/index.ts';
import { checkParameters, checkSecret } from './check-parameters.ts';
import type { JobReport } from './job-report.ts';

/** The blocks of `content[0]` beside reader, writer and transformer, which ChunJun has. */
export function checkContentBlocks(report: JobReport, content: JsonObject): void {
  const known = contentBlocks(report.engine);
  const members = content.members.filter(({ key, value }) => Object.hasOwn(known, key) && value.kind !== 'null');
  checkParameters(report, { ...content, members }, known, { where: 'content[0]', place: 'setting' });
  for (const store of ['ddl', 'cache']) {
    const properties = nodeAt(memberOf(content, 'restoration')?.value, store, 'properties');
    if (properties?.kind !== 'object') continue;
    for (const { key, value } of properties.members)
      if (/passw(?:or)?d|secret/i.test(key)) checkSecret(report, key, value);
  }
}
