/** More than that of one text says nothing that its beginning does not say. */
const limitCharacters = 600;

/** Control and format characters, lone surrogates, private and unassigned ones, line and paragraph separators. */
const dangerous = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** What the log of a GitHub workflow takes for a command: `::name::` where a line or a word begins, `##[name]` anywhere. */
const workflowCommand = /(?<!\S)::(?=[a-z-].*::)|##(?=\[)/gi;

/**
 * Text from anywhere as every report may hold it: one line, cut where it is long, every character spelled out that could
 * steer what shows it or hide what it says.
 */
export function plain(text: string): string {
  const spelled = shortened(text).replace(/\t/g, ' ').replace(dangerous, spellOut);
  return shortened(spelled.replace(workflowCommand, (marks) => `${marks.charAt(0)}${codeOf(marks.charAt(1))}`));
}

/** A character by its number. */
export function codeOf(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function shortened(text: string): string {
  if (text.length <= limitCharacters) return text;
  const characters = [...text.slice(0, 2 * limitCharacters)];
  return characters.length <= limitCharacters ? text : `${characters.slice(0, limitCharacters).join('')}…`;
}

function spellOut(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  return codeOf(character);
}
