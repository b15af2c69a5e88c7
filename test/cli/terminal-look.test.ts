import { expect, test } from 'vitest';
import { lookOf, showsBoard } from '../../src/cli/terminal-look.ts';

/** Standard output as it is here, and as a terminal of 120 columns. */
const pipe: NodeJS.WriteStream = Object.create(process.stdout, { isTTY: { value: false } });
const terminal: NodeJS.WriteStream = Object.create(process.stdout, { isTTY: { value: true }, columns: { value: 120 } });

const colors = (stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv) => lookOf(stream, env).paint.bad('x') !== 'x';

test('colours are for terminals, unless the environment says otherwise', () => {
  expect(colors(terminal, {})).toBe(true);
  expect(colors(terminal, { NO_COLOR: '1' })).toBe(false);
  expect(colors(terminal, { TERM: 'dumb' })).toBe(false);
  expect(colors(terminal, { FORCE_COLOR: '0' })).toBe(false);
  expect(colors(pipe, {})).toBe(false);
  expect(colors(pipe, { FORCE_COLOR: '1' })).toBe(true);
  expect(lookOf(terminal, {}).paint.bad('x')).toBe('\u001b[31mx\u001b[39m');
});

test('the width is the terminal’s, else 80', () => {
  expect(lookOf(terminal, {}).widthColumns).toBe(120);
  expect(lookOf(pipe, {}).widthColumns).toBe(80);
});

test('a locale with another encoding than UTF-8 gets ASCII; the most particular variable decides', () => {
  expect(lookOf(pipe, {}).charset).toBe('unicode');
  expect(lookOf(pipe, { LANG: 'de_DE.UTF-8' }).charset).toBe('unicode');
  expect(lookOf(pipe, { LANG: 'C' }).charset).toBe('ascii');
  expect(lookOf(pipe, { LC_ALL: 'C', LANG: 'C.utf8' }).charset).toBe('ascii');
  expect(lookOf(pipe, { LC_ALL: '', LC_CTYPE: 'C.utf8', LANG: 'C' }).charset).toBe('unicode');
  expect(lookOf(pipe, { TERM: 'linux' }).charset).toBe('ascii');
});

test('a board is for terminals that have room for it, and can draw it', () => {
  const sized = (columns: number, rows: number): NodeJS.WriteStream =>
    Object.create(terminal, { columns: { value: columns }, rows: { value: rows } });
  expect(showsBoard(sized(120, 40), {})).toBe(true);
  expect(showsBoard(sized(0, 0), {})).toBe(false);
  expect(showsBoard(sized(120, 0), {})).toBe(false);
  expect(showsBoard(sized(120, 40), { TERM: 'dumb' })).toBe(false);
  expect(showsBoard(sized(120, 40), { LC_ALL: 'C' })).toBe(false);
  expect(showsBoard(pipe, {})).toBe(false);
});
