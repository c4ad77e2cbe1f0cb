/** Seeded text with the word frequencies of real prose, so that no cache is flattered by a tiny vocabulary. */

const common =
  `the and of to in for with children is are our a young people staff that by on as have been safeguarding from this their
  we was at all be not which were who has practice training review policy team quality service lead agency partnership
  between each record records audit support families supervision evidence when how they it or an more than after before
  during board plan action actions process partner partners information sharing concerns referral referrals threshold
  learning feedback voice managers practitioners officers governors health police school schools council local area
  monthly quarterly annual report reports reported reviewed agreed approved shared checked completed improved attended
  attendance meeting meetings conference strategy group groups neglect exploitation online abuse risk risks harm early
  help assessment assessments recruitment references checks volunteers contractors induction refresher level designated
  deputy named doctor nurse supervisor sessions reflective caseload caseloads vacancy vacancies escalation resolution
  whistleblowing allegations threshold guidance standard standards compliance measure measures impact change changed
  result because although since while where what there some most every other first second third next last year years
  months weeks days survey respondents responses confidence consistently regularly partly fully not yet remains need
  needs must should could will can may`.split(/\s+/);

const starts =
  'ba be bri ca cla co da de dra e fa fla ga gre ha i ja ka la le ma mo na no o pa pe pla qua ra re sa sha so sta ta te tra u va ve wa wi ya za'.split(
    ' ',
  );
const middles = 'ber can der fin gen lan men nor par ran sen tan ver lo mi ra ti vo cu ne di bo'.split(' ');
const ends = 'tion ment ing ness ed er al ity ance ence ly able ive ism ship ward dom ate ous ure'.split(' ');

/** A seeded source of numbers from 0 up to 1. */
export function aRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `size` different words, the common ones of the field first. */
export function aVocabulary(size = 6000): string[] {
  const words = new Set(common);
  for (const middle of middles) {
    for (const end of ends) {
      for (const start of starts) {
        if (words.size >= size) return [...words];
        words.add(`${start}${middle}${end}`);
      }
    }
  }
  return [...words];
}

export type Writer = { words(count: number): string[]; sentence(): string; prose(words: number): string };

/** Writes sentences and paragraphs whose words follow Zipf's law over the vocabulary. */
export function aWriter(random: () => number, vocabulary: readonly string[] = aVocabulary()): Writer {
  const totals: number[] = [];
  let sum = 0;
  for (let rank = 1; rank <= vocabulary.length; rank += 1) {
    sum += 1 / rank;
    totals.push(sum);
  }
  const word = () => {
    const aim = random() * sum;
    let low = 0;
    let high = totals.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((totals[middle] ?? 0) < aim) low = middle + 1;
      else high = middle;
    }
    return vocabulary[low] ?? 'the';
  };
  const words = (count: number) => Array.from({ length: count }, word);
  const sentenceOf = (count: number) => {
    const [first = 'the', ...rest] = words(count);
    return `${first.charAt(0).toUpperCase()}${first.slice(1)} ${rest.join(' ')}.`;
  };
  const sentence = () => sentenceOf(8 + Math.floor(random() * 16));
  const prose = (count: number) => {
    const paragraphs: string[] = [];
    for (let left = count; left > 0; ) {
      const sentences: string[] = [];
      for (let room = Math.min(left, 60 + Math.floor(random() * 70)); room > 0; ) {
        const length = Math.min(room, 8 + Math.floor(random() * 16));
        sentences.push(sentenceOf(Math.max(2, length)));
        room -= length;
        left -= length;
      }
      paragraphs.push(sentences.join(' '));
    }
    return paragraphs.join('\n\n');
  };
  return { words, sentence, prose };
}
