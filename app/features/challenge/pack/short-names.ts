const mostCharacters = 14;

/**
 * A name for the head of a narrow column, for each of several agencies: the first words that fit. Names that would
 * then be alike lose the words they share, so that "Brookmere Council" and "Brookmere Police" are told apart.
 */
export function shortNames(names: readonly string[]): string[] {
  const alike = Map.groupBy(names, startOf);
  const short = names.map((name) => {
    const group = alike.get(startOf(name)) ?? [];
    return group.length < 2 ? startOf(name) : startOf(withoutShared(name, group));
  });
  return short.map((name, at) => {
    const before = short.slice(0, at).filter((other) => other === name).length;
    return before === 0 ? name : `${name} ${before + 1}`;
  });
}

function startOf(name: string): string {
  const [first = '', ...rest] = wordsOf(name);
  let short = first;
  for (const word of rest) {
    if (short.length + 1 + word.length > mostCharacters) break;
    short = `${short} ${word}`;
  }
  return short.replace(/[,;:]$/, '').replace(/ (and|of|the|for|&)$/i, '');
}

function withoutShared(name: string, group: readonly string[]): string {
  const lists = group.map(wordsOf);
  const own = wordsOf(name);
  let shared = 0;
  while (shared < own.length - 1 && lists.every((words) => words[shared] === own[shared])) shared += 1;
  return own.slice(shared).join(' ');
}

const wordsOf = (name: string): string[] => name.split(/\s+/).filter((word) => word !== '');

/** Lower-case letters, digits and hyphens, unique among those given: the anchors of a pack. */
export function anchorsOf(names: readonly string[]): string[] {
  const slugs = names.map(
    (name) =>
      name
        .normalize('NFD')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '') || 'agency',
  );
  return slugs.map((slug, at) => `agency-${at + 1}-${slug}`);
}
