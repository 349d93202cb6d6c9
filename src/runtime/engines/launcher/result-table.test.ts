import { expect, test } from 'vitest';
import { counter, endLocation, findResultTable } from './result-table.ts';

const RULER = '*'.repeat(45);
// Counters and values as FlinkX 1.11 printed them for an incremental run of 5,000 rows.
const PRINTED = `2026-11-23 10:15:02.117 [main] INFO  com.dtstack.flinkx.util.ResultPrintUtil - 
${RULER}
numWrite            |  5000
last_write_num_0    |  0
conversionErrors    |  0
writeDuration       |  24778
numRead             |  5000
byteRead            |  297902
startLocation       |  -2147483648
byteWrite           |  297902
nErrors             |  0
endLocation         |  5000
${RULER}
2026-11-23 10:15:02.118 [main] INFO  com.dtstack.flinkx.Main - done
`;

test('findResultTable reads the rows between two lines of 45 asterisks', () => {
  const table = findResultTable(PRINTED);
  expect(table?.get('startLocation')).toBe('-2147483648');
  expect(table === undefined ? undefined : counter(table, 'numRead')).toBe(5000);
  expect(table === undefined ? undefined : counter(table, 'nosuch')).toBeUndefined();
});

test('findResultTable takes neither a table that is cut nor the dirty data blocks of 1.16', () => {
  expect(findResultTable(PRINTED.slice(0, PRINTED.lastIndexOf(RULER)))).toBeUndefined();
  const short = '*'.repeat(40);
  expect(findResultTable(`${short} Dirty Data Begin ${short}\nnumRead | 1\n${short}\n`)).toBeUndefined();
  expect(findResultTable(`${RULER}\nsome text that is no row\n${RULER}`)).toBeUndefined();
  expect(findResultTable('')).toBeUndefined();
});

test('endLocation keeps a number as text and takes -2147483648 for nothing', () => {
  expect(at('1704072200000')).toBe('1704072200000');
  expect(at('9007199254740993')).toBe('9007199254740993');
  expect(at('-2147483648')).toBeUndefined();
  expect(endLocation(new Map())).toBeUndefined();
});

function at(value: string): string | undefined {
  return endLocation(new Map([['endLocation', value]]));
}
