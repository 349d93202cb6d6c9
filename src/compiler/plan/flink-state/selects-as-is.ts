import { isList, isMap, type JsonMap } from '../compare/differences.ts';

/** True where the sink takes the columns of the source all, in their order and types: then no step stands between them. */
export function selectsAsIs(source: JsonMap, sink: JsonMap): boolean {
  const read = columnsOf(source)?.filter(({ value }) => value === undefined);
  const written = columnsOf(sink);
  if (read === undefined || written === undefined) return source['columns'] === sink['columns'];
  return (
    read.length === written.length &&
    written.every((column, index) => {
      const feeder = read[index];
      return (
        feeder !== undefined &&
        column['value'] === undefined &&
        (column['from'] ?? column['name']) === feeder['name'] &&
        ['type', 'nativeType'].every((key) => column[key] === undefined || column[key] === feeder[key])
      );
    })
  );
}

function columnsOf({ columns }: JsonMap): readonly JsonMap[] | undefined {
  return isList(columns) ? columns.filter(isMap) : undefined;
}
