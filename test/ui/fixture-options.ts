import { createElement, Fragment, type ReactNode } from 'react';
import { type HtmlNode, parseHtml } from './html-tree.ts';

/** The options of a documented example, as they stand in the package's `fixtures.json`. */
export type Value = string | number | boolean | null | undefined | Value[] | Options;
export type Options = { [name: string]: Value };

export function text(value: Value): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

export function flag(value: Value): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

export function options(value: Value): Options {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** The `attributes` of some options, for parts that hand them on. */
export function attributes(owner: Options): Record<`data-${string}`, string> {
  return Object.fromEntries(
    Object.entries(options(owner.attributes)).map(([name, value]) => [reactNames[name] ?? name, String(value)]),
  );
}

/** The members that are there: templates pass over empty ones. */
export function list(value: Value): Options[] {
  return Array.isArray(value) ? value.filter(Boolean).map(options) : [];
}

/** What `html` or `text` of some options stand for; `prefix` is for names such as `titleHtml`. */
export function words(owner: Value, prefix = ''): ReactNode {
  const named = (end: string) => options(owner)[prefix ? prefix + end : end.toLowerCase()];
  const html = text(named('Html'));
  return html ? nodes(parseHtml(html)) : text(named('Text'));
}

function nodes(parsed: readonly HtmlNode[]): ReactNode {
  return createElement(Fragment, {}, ...parsed.map((node) => (typeof node === 'string' ? node : element(node))));
}

const reactNames: Record<string, string> = {
  class: 'className',
  for: 'htmlFor',
  'fill-rule': 'fillRule',
  hreflang: 'hrefLang',
  maxlength: 'maxLength',
  spellcheck: 'spellCheck',
  value: 'defaultValue',
  viewbox: 'viewBox',
};

function element({ tag, attributes, children }: Exclude<HtmlNode, string>): ReactNode {
  // React takes no style as text, and our pages have none.
  const renamed = Object.entries(attributes)
    .filter(([name]) => name !== 'style')
    .map(([name, value]) => [reactNames[name] ?? name, value]);
  const props = Object.fromEntries(renamed);
  if (tag === 'textarea') return createElement(tag, { ...props, defaultValue: children.join('') });
  return createElement(tag, props, ...children.map((child) => (typeof child === 'string' ? child : element(child))));
}
