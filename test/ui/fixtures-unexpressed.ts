/** Components of GOV.UK Frontend that no part of ours prints, and why. */
export const unprinted: Readonly<Record<string, string>> = {
  accordion: 'moves React\'s nodes about; headings and details do the work',
  'cookie-banner': 'the only cookie is essential, so there is nothing to agree to',
  'exit-this-page': 'our users are staff, not people at risk from someone near them',
  feedback: 'the footer says whom to ask',
  footer: 'crown and crest belong to GOV.UK; ours is footer.tsx',
  header: 'belongs to GOV.UK; ours is the generic header',
  'language-navigation': 'the portal is in English',
  tabs: 'hides content; headings do the work',
};

/** Documented examples that our props cannot ask for: component, reason, names. */
export const unexpressed: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {};
