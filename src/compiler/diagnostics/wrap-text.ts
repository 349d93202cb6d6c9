import { displayWidth, isWide } from './display-width.ts';

/** Narrower than this nothing is readable: lines are then left as they are. */
const NARROWEST = 20;

/**
 * Lines of at most `width` columns, broken at spaces and beside characters of East Asian scripts. What cannot be
 * broken, as a path, stays whole. Without a width the text is one line.
 */
export function wrapText(text: string, width: number | undefined): string[] {
  if (width === undefined || width < NARROWEST || displayWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (line !== '' && displayWidth(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return line.trimEnd() === '' ? lines : [...lines, line.trimEnd()];
}

/** Marks that do not begin a line. */
const CLOSING = /[，。；：、！？）》」』]/;

/** Words with the spaces behind them; of East Asian text each character, with the mark behind it. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let word = '';
  for (const character of text) {
    if (CLOSING.test(character) && word === '' && pieces.length > 0) pieces.push(`${pieces.pop() ?? ''}${character}`);
    else if (CLOSING.test(character)) {
      pieces.push(word + character);
      word = '';
    } else if (isWide(character)) {
      if (word !== '') pieces.push(word);
      pieces.push(character);
      word = '';
    } else {
      if (character !== ' ' && word.endsWith(' ')) {
        pieces.push(word);
        word = '';
      }
      word += character;
    }
  }
  return word === '' ? pieces : [...pieces, word];
}
