import type { Json } from '../../src/evidence/json.ts';

/** What `print(json.loads(text))` writes, as CPython's `repr` has it; the tests hold it against a real Python. */
export function asPythonPrints(value: Json): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'number') return numberRepr(value);
  if (typeof value === 'string') return stringRepr(value);
  if (Array.isArray(value)) return `[${value.map(asPythonPrints).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${stringRepr(key)}: ${asPythonPrints(item)}`);
  return `{${entries.join(', ')}}`;
}

/** JavaScript's text for a number is JSON, and what has no point or exponent there is an int to Python. */
function numberRepr(value: number): string {
  const text = JSON.stringify(value);
  const [, sign, digit, rest = '', exponent] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === undefined) return Math.abs(value) < 1e-4 && value !== 0 ? inPythonsExponent(value) : text;
  return `${sign}${digit}${rest && `.${rest}`}e${exponent.replace(/^([+-])(\d)$/, '$10$2')}`;
}

function inPythonsExponent(value: number): string {
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}

function stringRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inner = [...text].map((char) => (char === quote || char === '\\' ? `\\${char}` : printable(char)));
  return `${quote}${inner.join('')}${quote}`;
}

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Python escapes what its Unicode database does not call printable; a plain space is. */
function printable(char: string): string {
  const known = named[char];
  if (known !== undefined) return known;
  if (char === ' ' || !/[\p{C}\p{Z}]/u.test(char)) return char;
  const code = char.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}
