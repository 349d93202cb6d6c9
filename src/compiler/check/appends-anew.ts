/**
 * True of a sink that has the rows of a run twice when the run is made twice: it appends, and nothing is cleared before. Of a pipeline
 * as it is checked, and as it stands in its artefact.
 */
export function appendsAnew(sink: { readonly mode?: unknown; readonly preSql?: unknown }): boolean {
  return sink.mode === 'append' && !(Array.isArray(sink.preSql) && sink.preSql.length > 0);
}
