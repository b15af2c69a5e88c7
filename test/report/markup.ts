/** Reads the HTML and SVG that the renderers write: stricter than a browser, so that nothing is taken for text that is not. */

export interface Element {
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: readonly (Element | string)[];
}

const voidElements: ReadonlySet<string> = new Set(['meta', 'input', 'br', 'hr', 'col']);
const rawElements: ReadonlySet<string> = new Set(['style', 'script']);
const startTag = /<([a-zA-Z][a-zA-Z0-9]*)((?: [a-zA-Z][a-zA-Z:-]*(?:="[^"<]*")?)*)(\/?)>/y;
const endTag = /<\/([a-zA-Z][a-zA-Z0-9]*)>/y;
const attribute = / ([a-zA-Z][a-zA-Z:-]*)(?:="([^"]*)")?/g;
const reference = /&(amp|lt|gt|quot|#39);/g;
const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Throws where something is no tag that the renderers write, is not closed, or is closed elsewhere. */
export function parseMarkup(text: string): Element {
  const root = { name: '', attributes: new Map<string, string>(), children: [] as (Element | string)[] };
  const open = [root];
  let at = text.startsWith('<!doctype html>') ? '<!doctype html>'.length : 0;
  while (at < text.length) {
    const current = open.at(-1) ?? root;
    if (text[at] !== '<') {
      const end = text.indexOf('<', at);
      const until = end < 0 ? text.length : end;
      current.children.push(decoded(text.slice(at, until)));
      at = until;
      continue;
    }
    endTag.lastIndex = at;
    const closing = endTag.exec(text);
    if (closing) {
      if (closing[1] !== current.name) throw wrong(text, at, `closes ${closing[1]} in ${current.name}`);
      open.pop();
      at = endTag.lastIndex;
      continue;
    }
    startTag.lastIndex = at;
    const [tag, name = '', written = '', slash] = startTag.exec(text) ?? [];
    if (tag === undefined) throw wrong(text, at, 'no tag');
    at += tag.length;
    const attributes = new Map(
      [...written.matchAll(attribute)].map(([, key = '', value = '']) => [key, decoded(value)]),
    );
    const element = { name, attributes, children: [] as (Element | string)[] };
    current.children.push(element);
    if (rawElements.has(name)) {
      const end = text.indexOf(`</${name}>`, at);
      if (end < 0) throw wrong(text, at, `${name} is not closed`);
      element.children.push(text.slice(at, end));
      at = end + `</${name}>`.length;
    } else if (slash === '' && !voidElements.has(name)) {
      open.push(element);
    }
  }
  if (open.length > 1) throw new Error(`${open.at(-1)?.name} is not closed`);
  return root;
}

function decoded(text: string): string {
  if (/&(?!(amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`a bare & in ${text.slice(0, 200)}`);
  return text.replace(reference, (_, name: string) => characters[name] ?? '');
}

function wrong(text: string, at: number, what: string): Error {
  return new Error(`${what}: ${text.slice(at, at + 120)}`);
}

/** It and all within it, in the order in which they are written. */
export function elementsIn(element: Element): Element[] {
  const within = element.children.flatMap((child) => (typeof child === 'string' ? [] : elementsIn(child)));
  return element.name === '' ? within : [element, ...within];
}

export function named(element: Element, name: string): Element[] {
  return elementsIn(element).filter((each) => each.name === name);
}

export function withClass(element: Element, name: string): Element[] {
  return elementsIn(element).filter(({ attributes }) => attributes.get('class')?.split(' ').includes(name));
}

export function textIn({ children }: Element): string {
  return children.map((child) => (typeof child === 'string' ? child : textIn(child))).join('');
}

/** The one of its kind. */
export function only<T>([first, ...others]: readonly T[]): T {
  if (first === undefined || others.length > 0)
    throw new Error(`${first === undefined ? 0 : others.length + 1} instead of 1`);
  return first;
}
