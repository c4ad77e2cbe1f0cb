/** Why a sign-in at an organisation came to nothing, in words for the person. */
export const providerProblems = {
  late: 'It took too long, or it was begun in another tab or browser. Begin again.',
  declined: 'The sign-in was cancelled, or your organisation did not allow it.',
  refused:
    'What came back from your organisation’s sign-in did not hold. Nobody was signed in. Begin again; if it happens again, tell whoever runs this portal.',
  unreachable: 'Your organisation’s sign-in could not be reached. Try again in a few minutes, or sign in another way.',
  'not-ready': 'This sign-in is not ready yet: whoever runs this portal has to finish setting it up.',
  unknown:
    'Your organisation’s account is right, but it is not connected with anybody here yet. Open your invitation, or ask for a link by e-mail, and choose your organisation’s sign-in there: from then on this works.',
  'no-role': 'You hold no role there at present, so this sign-in does not open the portal.',
  'somebody-else':
    'That account of your organisation is not the one that is connected with you here. Sign in there with your own account; if it has changed, your partnership’s business manager can disconnect the old one.',
  'link-used': 'The link that you came with has been used or is too old. Ask for a new one.',
  'not-fresh':
    'Your organisation did not say that you signed in just now, so it does not count as a confirmation. Confirm another way, and tell whoever runs this portal.',
} as const;

export type ProviderProblem = keyof typeof providerProblems;

/** What became of coming back from an organisation's sign-in. */
export type ProviderOutcome =
  | { readonly outcome: 'signed-in'; readonly sessionToken: string; readonly destination: string }
  | { readonly outcome: 'bound' }
  /** `destination` is null where the step waits in another tab. */
  | { readonly outcome: 'confirmed'; readonly destination: string | null }
  | { readonly outcome: 'problem'; readonly problem: ProviderProblem; readonly name: string | null };
