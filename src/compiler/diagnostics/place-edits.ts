import type { Locator, Span, TextChange } from '../text/index.ts';
import type { Edit, LocatedDiagnostic, Range } from './diagnostic.ts';

type PlacedEdit = LocatedDiagnostic['suggestions'][number]['edits'][number];

/** Edits as ranges and texts of their files; undefined when one of them has no place in the text, so that none is made. */
export function placeEdits(
  edits: readonly Edit[],
  locatorOf: (file: string) => Locator | undefined,
): readonly PlacedEdit[] | undefined {
  const placed: PlacedEdit[] = [];
  for (const edit of edits) {
    const locator = locatorOf(edit.at.file);
    if (locator === undefined) return undefined;
    const span = locator.span(edit.at);
    if (!('kind' in edit)) {
      const { changes } = locator;
      // where a locator knows how to change its text, a place that it does not find is none
      const change =
        changes === undefined ? { ...span, newText: edit.newText } : changes.replace(edit.at, edit.newText);
      if (change === undefined) return undefined;
      placed.push(placedEdit(span, change));
      continue;
    }
    const changes = changesOf(edit, locator);
    if (changes === undefined) return undefined;
    placed.push(...changes.map((change) => placedEdit(span, change)));
  }
  return placed;
}

function changesOf(edit: Edit, locator: Locator): readonly TextChange[] | undefined {
  const { changes } = locator;
  if (!('kind' in edit) || changes === undefined) return undefined;
  if (edit.kind === 'move') return changes.move(edit.at, edit.into);
  if (edit.kind === 'quote') {
    const { file, start, end } = locator.span(edit.at);
    const quoted = changes.replace(edit.at, `"${file.text.slice(start, end)}"`);
    return quoted && [quoted];
  }
  const change =
    edit.kind === 'remove' ? changes.remove(edit.at) : changes.insert(edit.at, edit.key, edit.newText, edit.after);
  return change === undefined ? undefined : [change];
}

function placedEdit({ file }: Span, { start, end, newText }: TextChange): PlacedEdit {
  return { file: file.path, range: rangeOf({ file, start, end }), newText };
}

/** The positions of a span. */
export function rangeOf(span: Span): Range {
  return { start: span.file.position(span.start), end: span.file.position(span.end) };
}
