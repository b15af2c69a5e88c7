import { styleText } from 'node:util';
import { type Look, noPaint, type Paint } from '../report/terminal/look.ts';

const defaultColumns = 80;

const paint: Paint = {
  good: (text) => style('green', text),
  bad: (text) => style('red', text),
  unsure: (text) => style('yellow', text),
  strong: (text) => style('bold', text),
  faint: (text) => style('dim', text),
};

/** What can be shown on this stream, by the environment's own word where it has one. */
export function lookOf(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Look {
  return {
    widthColumns: stream.isTTY && stream.columns > 0 ? stream.columns : defaultColumns,
    charset: showsUnicode(env) ? 'unicode' : 'ascii',
    paint: showsColor(stream, env) ? paint : noPaint,
  };
}

/** Whether what is shown on this stream can be drawn anew. A terminal may not know its size, and has no room for it then. */
export function showsBoard(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): boolean {
  const hasRoom = stream.isTTY && stream.columns > 0 && stream.rows > 0;
  return hasRoom && env['TERM'] !== 'dumb' && showsUnicode(env);
}

/** FORCE_COLOR beats NO_COLOR, as in Node itself. */
function showsColor({ isTTY }: NodeJS.WriteStream, env: NodeJS.ProcessEnv): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}

/** Only where the locale names another encoding is it known that it can't: many machines have none set. */
function showsUnicode(env: NodeJS.ProcessEnv): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  return locale ? /utf-?8/i.test(locale) : env['TERM'] !== 'linux';
}

type Style = Parameters<typeof styleText>[0];

/** The stream was asked already, and it need not be standard output. */
function style(format: Style, text: string): string {
  return text === '' ? text : styleText(format, text, { validateStream: false });
}
