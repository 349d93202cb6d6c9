import { say } from '../../message/index.ts';
import { memberOf, type JsonList, type JsonNode, type JsonObject } from '../json/index.ts';
import type { JobReport } from './job-report.ts';
import { readsAs } from './reads-as.ts';

/** The columns of one side as far as the file says them. */
export interface JobColumns {
  readonly node: JsonList;
  /** False for `["*"]` and an empty list: the engine asks the database. */
  readonly explicit: boolean;
  readonly columns: readonly JobColumn[];
}

export interface JobColumn {
  readonly node: JsonNode;
  readonly name?: string;
  readonly type?: string;
  readonly constant: boolean;
}

/** Column lists of FlinkX 1.11 `MetaColumn` and ChunJun `FieldConfig`: element 0 decides how all are read. */
export function checkColumns(report: JobReport, where: string, node: JsonList): JobColumns {
  const first = node.items[0];
  for (const item of node.items) {
    if (item.kind === 'null') {
      const place = item.start === item.end ? { start: item.start, end: item.end + 1 } : item;
      report.add('SL0905', place, say`a column of \`${where}\` is null; ${report.engineName} does not start the job`);
    } else if (first !== undefined && first.kind !== 'null' && (item.kind === 'object') !== (first.kind === 'object')) {
      report.add(
        'SL0905',
        item,
        say`\`column\` of \`${where}\` mixes names and objects; ${report.engineName} reads all as the first`,
        {
          help: say`write all as objects, or all as names`,
        },
      );
      break;
    } else if (item.kind === 'object') checkColumn(report, where, item);
  }
  const columns = node.items.map(columnOf);
  const explicit = columns.length > 0 && !columns.some(({ name }) => name === '*');
  return { node, explicit, columns };
}

function checkColumn(report: JobReport, where: string, column: JsonObject): void {
  const index = memberOf(column, 'index')?.value;
  const { engineName, version } = report;
  if (index !== undefined && index.kind !== 'null') {
    if (version === '1.11' ? index.kind !== 'number' : index.kind !== 'number' || !/^-?\d+$/.test(index.text)) {
      if (version === '1.11')
        report.add('SL0906', index, say`${engineName} ignores an \`index\` that is not a whole number without quotes`);
      else
        report.add(
          'SL0905',
          index,
          say`${engineName} wants a whole number without quotes for \`index\` and does not start the job`,
        );
    }
  }
  const isPart = memberOf(column, 'isPart')?.value;
  if (isPart !== undefined && isPart.kind !== 'boolean' && isPart.kind !== 'null')
    report.add(
      'SL0905',
      isPart,
      say`${engineName} wants true or false without quotes for \`isPart\` and does not start the job`,
    );
  for (const key of ['name', 'type', 'format']) {
    const text = memberOf(column, key)?.value;
    if (text !== undefined && readsAs(text, 'string', version).kind === 'refused')
      report.add('SL0905', text, say`${engineName} wants text in quotes for \`${key}\` of a column in \`${where}\``);
  }
}

function columnOf(node: JsonNode): JobColumn {
  if (node.kind === 'string') return { node, name: node.value, constant: false };
  const text = (key: string): string | undefined => {
    const value = memberOf(node, key)?.value;
    return value?.kind === 'string' ? value.value : undefined;
  };
  const [name, type] = [text('name'), text('type')];
  const constant = !['undefined', 'null'].includes(memberOf(node, 'value')?.value.kind ?? 'undefined');
  return { node, constant, ...(name === undefined ? {} : { name }), ...(type === undefined ? {} : { type }) };
}

/** A column by its name, or by its place as text, as `increColumn` takes both. */
export function findColumn({ columns }: JobColumns, name: string): JobColumn | undefined {
  return columns.find((column) => column.name === name) ?? (/^\d+$/.test(name) ? columns[Number(name)] : undefined);
}
