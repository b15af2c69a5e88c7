const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Plain text as XML 1.0 may hold it between tags and, in one line, in attributes. */
export function xmlText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** An element with its attributes in their order and what stands in it: elements, or text that is XML already. */
export function element(name: string, attributes: Readonly<Record<string, string>>, content: string): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(value)}"`);
  return `<${name}${given.join('')}>${content}</${name}>`;
}
