const longestName = 120;

/** Characters that no file system of ours or theirs likes, and those that turn text around. */
const unsafe = /[^\P{C}]|[/\\:*?"<>|]|[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A file name that is safe to keep, show and send: no folders, no control or direction characters, no leading dots, at
 * most 120 characters, and the ending that belongs to what is in the file.
 */
export function safeFileName(typed: string, extension: string): string {
  const lastPart = typed.split(/[/\\]/).at(-1) ?? '';
  const cleaned = lastPart.normalize('NFC').replace(unsafe, ' ').replace(/\s+/g, ' ').trim().replace(/^\.+/, '');
  const dot = cleaned.lastIndexOf('.');
  const ending = dot > 0 ? cleaned.slice(dot + 1).toLowerCase() : '';
  const belongs = ending === extension || (sameEndings[extension]?.includes(ending) ?? false);
  const stem = (belongs ? cleaned.slice(0, dot) : cleaned).trim() || 'file';
  // Names of devices on Windows, with any ending.
  const safe = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(stem) ? `_${stem}` : stem;
  const kept = [...safe].slice(0, longestName).join('').trim();
  return `${kept}.${belongs ? ending : extension}`;
}

const sameEndings: Readonly<Record<string, readonly string[]>> = {
  jpg: ['jpeg'],
  tif: ['tiff'],
  txt: ['text', 'md', 'log'],
};

/** The `Content-Disposition` of a download: plain letters for old readers, the whole name as RFC 5987 has it. */
export function attachmentHeader(fileName: string): string {
  const plain = fileName
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\%;]/g, '_')
    .trim();
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain === '' ? 'file' : plain}"; filename*=UTF-8''${encoded}`;
}
