/** Scalable Vector Graphics as text: the few elements that the charts are made of. */

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character]);

export type Attributes = Readonly<Record<string, string | number>>;

/** @param content Elements, or text that `text` has made. */
export function element(name: string, attributes: Attributes, content: readonly string[] = []): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const start = `<${name}${written.join('')}`;
  return content.length === 0 ? `${start}/>` : `${start}>${content.join('')}</${name}>`;
}

export function text(x: number, y: number, words: string, attributes: Attributes = {}): string {
  return element('text', { x, y, ...attributes }, [escaped(words)]);
}

/** A whole picture that follows the reader's light or dark theme. */
export function picture(width: number, height: number, title: string, elements: readonly string[]): string {
  const style = [
    'text{font:12px system-ui,sans-serif;fill:#1f2328}',
    '.head{font-weight:600;font-size:13px}.soft{fill:#59636e}.axis{stroke:#d1d9e0}',
    '.own{fill:#0969da}.peer{fill:#8c959f}.faster{fill:#bc4c00}',
    '@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.soft{fill:#9198a1}.axis{stroke:#3d444d}',
    '.own{fill:#4493f8}.peer{fill:#656c76}.faster{fill:#f0883e}}',
  ].join('');
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
    'aria-label': title,
  };
  return `${element('svg', root, [element('style', {}, [style]), ...elements])}\n`;
}
