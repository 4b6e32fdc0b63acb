/** Text as HTML, also inside a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element. Attributes are escaped; `undefined` and `false` leave an attribute out. The content is HTML. */
export const element = (name: string, attributes: Attributes, ...content: readonly string[]): string =>
  `<${name}${attributesOf(attributes)}>${content.join('')}</${name}>`;

/** An element without content, such as `img`. */
export const voidElement = (name: string, attributes: Attributes): string => `<${name}${attributesOf(attributes)}>`;

const attributesOf = (attributes: Attributes): string =>
  Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`))
    .join('');
