/** XML as text, with every value escaped: for the few parts of an OpenDocument file. */
export type Xml = { readonly xml: string };

type Child = Xml | string | null;

/** An element with its attributes and children; a plain string among the children is text. */
export const element = (
  name: string,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly (Child | readonly Child[])[]
): Xml => {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const inside = children.flat().flatMap((child) => (child === null ? [] : [xmlOf(child)]));
  const open = `<${name}${given.join('')}`;
  return { xml: inside.length === 0 ? `${open}/>` : `${open}>${inside.join('')}</${name}>` };
};

/** A whole part of a file. */
export const xmlFile = ({ xml }: Xml): string => `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`;

const xmlOf = (child: Xml | string) => (typeof child === 'string' ? escaped(child) : child.xml);

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (character) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt' }[character] ?? 'quot'};`);
