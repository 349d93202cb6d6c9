import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';
import { typeInTable } from './snapshot-table.ts';

/** Databases that call 8 bytes `int8`, and have no integer of 8 bits. */
const EIGHT_BYTES = new Set(['postgresql', 'greenplum', 'opengauss', 'kingbase']);

/** `int8` is a number of 8 bits here and one of 8 bytes in PostgreSQL, where nothing has 8 bits. */
export const eightBits: PipelineRule = {
  name: 'eight-bits',
  *check({ work }): Iterable<Diagnostic> {
    if (work.kind !== 'movement') return;
    const { source } = work;
    if (!EIGHT_BYTES.has(source.datasource?.type ?? '') || source.columns === '*') return;
    for (const { name, type, value, at } of source.columns) {
      // with a snapshot it is the types that are compared
      if (type?.name !== 'int8' || value !== undefined || typeInTable(source, name) !== undefined) continue;
      yield makeDiagnostic(
        'SL0537',
        child(at, 'type'),
        say`\`${name}\` is declared with 8 bits, which PostgreSQL does not have`,
        {
          notes: [
            say`\`int8\` of PostgreSQL has 8 bytes and is \`bigint\` here; as 8 bits its values would be cut or refused`,
          ],
          help: say`write \`bigint\`, or \`smallint\` for \`int2\` of PostgreSQL`,
        },
      );
    }
  },
};
