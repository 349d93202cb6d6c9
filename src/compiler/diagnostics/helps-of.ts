import type { LocatedDiagnostic } from './diagnostic.ts';

/**
 * What a person is told to do: the help, and each suggestion that says more than it. One whose new text the help has
 * in backticks already would be the same advice a second time.
 */
export function helpsOf({ help, suggestions }: LocatedDiagnostic): readonly string[] {
  const isTold = ({ edits }: LocatedDiagnostic['suggestions'][number]): boolean =>
    edits.length > 0 && edits.every(({ newText }) => newText !== '' && help?.includes(`\`${newText}\``) === true);
  const more = suggestions.filter((suggestion) => !isTold(suggestion)).map(({ message }) => message);
  return [...new Set([help ?? '', ...more])].filter((text) => text !== '');
}
