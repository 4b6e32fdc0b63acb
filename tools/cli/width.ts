/** Characters that take two columns in a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Marks that combine with the character before them. */
const NO_WIDTH = /[\p{Mn}\p{Me}\u200b-\u200f]/u;

/** Number of columns that a text takes in a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += NO_WIDTH.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1;
  return width;
}

/** The last words of a text that fit into `columns`, after an ellipsis if words are left out. */
export function endOf(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let rest = '';
  for (const word of text.split(' ').reverse()) {
    const longer = rest === '' ? word : `${word} ${rest}`;
    if (widthOf(longer) + 1 > columns) break;
    rest = longer;
  }
  if (rest !== '') return `…${rest}`;
  // One word alone is too long.
  const letters = [...text];
  while (widthOf(letters.join('')) + 1 > columns) letters.shift();
  return `…${letters.join('')}`;
}

/** Wraps a text at spaces so that no line is wider than `columns`. Indents all lines but the first by `indent` spaces. */
export function wrapped(text: string, columns: number, indent: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    const isFirst = last.trim() === '';
    if (isFirst || widthOf(last) + 1 + widthOf(word) <= columns)
      lines[lines.length - 1] = last === '' || isFirst ? last + word : `${last} ${word}`;
    else lines.push(' '.repeat(indent) + word);
  }
  return lines.join('\n');
}

/** The start of a text that fits into `columns`, followed by an ellipsis if the rest is left out. */
export function startOf(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  const letters = [...text];
  while (letters.length > 0 && widthOf(letters.join('')) + 1 > columns) letters.pop();
  return `${letters.join('')}…`;
}
