/** What no file system takes, and what turns text around. */
const unsafe = /[^\P{C}]|[/\\:*?"<>|]|[\u202a-\u202e\u2066-\u2069]/gu;
const longest = 70;

/**
 * A name for a file or folder that every system keeps: letters of all languages stay, what Windows refuses becomes a space.
 * The number in front makes names differ, keeps their order, and keeps away from the names of devices.
 */
export function numberedName(number: number, title: string, extension?: string): string {
  const cleaned = title.normalize('NFC').replace(unsafe, ' ').replace(/\s+/g, ' ').trim();
  const kept =
    [...cleaned]
      .slice(0, longest)
      .join('')
      .replace(/[. ]+$/, '') || 'Untitled';
  const name = `${String(number).padStart(3, '0')} ${kept}`;
  return extension === undefined ? name : `${name}.${extension}`;
}

/** The ending of a file name, in plain letters; `bin` where there is none. */
export function endingOf(fileName: string | null): string {
  const ending = /\.([A-Za-z0-9]{1,8})$/.exec(fileName ?? '')?.[1];
  return ending?.toLowerCase() ?? 'bin';
}
