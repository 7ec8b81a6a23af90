/**
 * One element of XML as a tree: strict, and without what lists do not need. A document type is refused, so there are
 * no entities but the five of the standard and character references: nothing can expand.
 */
export type XmlElement = {
  /** Without the prefix of its namespace. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Of this element itself, outer blanks taken off. */
  readonly text: string;
};

const MOST_DEPTH = 64;
const MOST_ATTRIBUTES = 64;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const NAME = /[\p{L}_:][\p{L}\p{N}_:.-]*/uy;
const ATTRIBUTE = /\s+([\p{L}_:][\p{L}\p{N}_:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/uy;

/** @returns the element, or what was expected instead. */
export function parseXml(source: string): XmlElement | string {
  let at = 0;
  const fail = (expected: string): never => {
    throw new XmlFault(`expected ${expected}`);
  };
  const skipPast = (end: string, what: string): string => {
    const found = source.indexOf(end, at);
    if (found < 0) return fail(`the end of ${what}`);
    const inside = source.slice(at, found);
    at = found + end.length;
    return inside;
  };
  const readElement = (depth: number): XmlElement => {
    if (depth > MOST_DEPTH) fail(`at most ${MOST_DEPTH} elements inside each other`);
    at++;
    const name = match(NAME, source, at) ?? fail('a name of an element');
    at += name.length;
    const attributes = new Map<string, string>();
    for (;;) {
      ATTRIBUTE.lastIndex = at;
      const found = ATTRIBUTE.exec(source);
      if (found === null) break;
      at = ATTRIBUTE.lastIndex;
      if (attributes.has(found[1])) fail('each attribute once');
      if (attributes.size >= MOST_ATTRIBUTES) fail(`at most ${MOST_ATTRIBUTES} attributes`);
      attributes.set(found[1], decode(found[2] ?? found[3]));
    }
    while (source[at] !== undefined && /\s/.test(source[at])) at++;
    const children: XmlElement[] = [];
    if (source.startsWith('/>', at)) {
      at += 2;
      return { name: local(name), attributes, children, text: '' };
    }
    if (source[at] !== '>') fail('the end of a tag');
    at++;
    let text = '';
    for (;;) {
      if (source.startsWith('</', at)) break;
      if (source.startsWith('<!--', at)) {
        at += 4;
        skipPast('-->', 'a comment');
      } else if (source.startsWith('<![CDATA[', at)) {
        at += 9;
        text += skipPast(']]>', 'character data');
      } else if (source.startsWith('<?', at)) {
        skipPast('?>', 'an instruction');
      } else if (source.startsWith('<!', at)) {
        fail('no document type');
      } else if (source[at] === '<') {
        children.push(readElement(depth + 1));
      } else {
        const end = source.indexOf('<', at);
        if (end < 0) fail(`</${name}>`);
        text += decode(source.slice(at, end));
        at = end;
      }
    }
    at += 2;
    if (!source.startsWith(name, at)) fail(`</${name}>`);
    at += name.length;
    if (skipPast('>', 'a tag').trim() !== '') fail(`</${name}>`);
    return { name: local(name), attributes, children, text: text.trim() };
  };
  try {
    return readElement(1);
  } catch (error) {
    if (error instanceof XmlFault) return error.message;
    throw error;
  }
}

class XmlFault extends Error {}

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&([^;\s]{0,12});?/g, (whole, name: string) => {
    const known = entities[name];
    if (known !== undefined && whole.endsWith(';')) return known;
    const [, hex, decimal] = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? [];
    const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
    if (!whole.endsWith(';') || !(code > 0 && code <= 0x10ffff))
      throw new XmlFault('expected no entities but those of XML itself');
    return String.fromCodePoint(code);
  });
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** Text of the child, or null where it is missing or empty. */
export function textOf(element: XmlElement, name: string): string | null {
  return childNamed(element, name)?.text || null;
}

export function childrenNamed(element: XmlElement, ...path: readonly string[]): XmlElement[] {
  return path.reduce(
    (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [element],
  );
}
