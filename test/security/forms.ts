/** The forms of a page as a browser without scripts would send them, read from its HTML. */

export interface FormField {
  readonly name: string;
  readonly kind: 'hidden' | 'text' | 'choice' | 'file' | 'button';
  /** What is sent when nobody touches it; undefined where nothing is. */
  readonly value: string | undefined;
}

export interface PageForm {
  readonly action: string;
  readonly method: 'GET' | 'POST';
  readonly fields: readonly FormField[];
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" };
export const decoded = (text: string): string =>
  text.replaceAll(/&(amp|lt|gt|quot|#x27|#39);/g, (whole, name: string) => entities[name] ?? whole);

const attributesOf = (tag: string): ReadonlyMap<string, string> =>
  new Map(
    [...tag.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      decoded(value),
    ]),
  );

/** Every form of a page, in its order. What is disabled is left out, as a browser leaves it out. */
export function formsOf(html: string, address: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, tag = '', content = '']) => {
    const attributes = attributesOf(tag);
    const fields = [
      ...content.matchAll(
        /<(input|button)\b([^>]*)>|<textarea\b([^>]*)>([\s\S]*?)<\/textarea>|<select\b([^>]*)>([\s\S]*?)<\/select>/g,
      ),
    ].flatMap(([, simple, rest = '', area, text = '', select, options = '']): FormField[] => {
      const of = attributesOf(rest || area || select || '');
      const name = of.get('name');
      if (name === undefined || name === '' || of.has('disabled')) return [];
      if (area !== undefined) return [{ name, kind: 'text', value: decoded(text) }];
      if (select !== undefined) return [{ name, kind: 'choice', value: chosen(options) }];
      if (simple === 'button') return [{ name, kind: 'button', value: of.get('value') ?? '' }];
      switch (of.get('type') ?? 'text') {
        case 'hidden':
          return [{ name, kind: 'hidden', value: of.get('value') ?? '' }];
        case 'file':
          return [{ name, kind: 'file', value: undefined }];
        case 'radio':
        case 'checkbox':
          return [{ name, kind: 'choice', value: of.has('checked') ? (of.get('value') ?? 'on') : undefined }];
        default:
          return [{ name, kind: 'text', value: of.get('value') ?? '' }];
      }
    });
    return {
      action: attributes.get('action') || address,
      method: attributes.get('method')?.toUpperCase() === 'POST' ? 'POST' : 'GET',
      fields,
    };
  });
}

function chosen(options: string): string {
  const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, tag = '']) => attributesOf(tag));
  return (all.find((option) => option.has('selected')) ?? all[0])?.get('value') ?? '';
}

/** A body as `multipart/form-data`, the file last; names and values go as they are. */
export function multipart(
  fields: readonly (readonly [name: string, value: string])[],
  file?: { readonly field: string; readonly name: string; readonly bytes: Uint8Array },
): { readonly body: Uint8Array; readonly headers: Readonly<Record<string, string>> } {
  const boundary = 'edge-of-the-portal-7f3a';
  const parts: Uint8Array[] = fields.map(([name, value]) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  );
  if (file)
    parts.push(
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${file.field}"; filename="${file.name.replaceAll('"', '%22')}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
      ),
      file.bytes,
      Buffer.from('\r\n'),
    );
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return { body: Buffer.concat(parts), headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}
