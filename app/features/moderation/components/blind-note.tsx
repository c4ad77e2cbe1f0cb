import { InsetText } from '../../../ui/inset-text.tsx';

/** Why a page shows less than was sent. */
export function BlindNote({ standard = false }: { standard?: boolean }) {
  return (
    <InsetText>
      This cycle is rated blind: read the words and the evidence, and rate first.{' '}
      {standard
        ? 'The agency’s own ratings of this standard, and what other moderators said, are shown once you have rated every question of it.'
        : 'The agency’s own ratings of a standard, and what other moderators said, are shown once you have rated every question of it.'}
    </InsetText>
  );
}
