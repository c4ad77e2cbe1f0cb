import { useSearchParams } from 'react-router';
import { instantInWords, listInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { BannerHeading, NotificationBanner } from '../../../ui/notification-banner.tsx';
import type { JoinOffer as Offer, SharedFacts } from '../schema.ts';

interface SharedNotesProps {
  returnId: string;
  partnershipName: string;
  shared: SharedFacts;
  /** The person decides what is answered together. */
  mayJoin: boolean;
}

/** Offers to answer once for another partnership, says for whom this is answered, and why it is not any more. */
export function SharedNotes({ returnId, partnershipName, shared, mayJoin }: SharedNotesProps) {
  const { recipients, candidates, parted } = shared;
  const names = recipients.length > 0 ? recipients.map((one) => one.partnershipName) : [partnershipName];
  return (
    <>
      {parted !== null && recipients.length === 0 ? (
        <InsetText>
          {partnershipName} moved this return to another edition of the standards on {instantInWords(parted)}, so it is
          answered on its own since. Everything that was answered before stays in it.
        </InsetText>
      ) : null}
      {recipients.length > 0 ? (
        <InsetText>
          You answer this once for {listInWords(names)}. What is listed under “Standards” goes to each of them; the
          questions of one partnership go to that one alone.{' '}
          <Anchor className="govuk-link" href={`/returns/${returnId}/share`}>
            Who receives what
          </Anchor>
          .
        </InsetText>
      ) : null}
      {mayJoin
        ? candidates.map(({ id, partnershipName: name, cycleName }) => (
            <JoinOffer key={id} offer={{ id: returnId, names, other: { id, partnershipName: name, cycleName } }} />
          ))
        : null}
    </>
  );
}

const outcomes = [
  ['joined', 'You answer this return once for all of its partnerships from now on'],
  ['parted', 'This return is answered on its own from now on. It has kept every answer'],
] as const;

/** What a button on the page before has done. */
export function SharedBanner() {
  const [search] = useSearchParams();
  const done = outcomes.find(([name]) => search.has(name))?.[1];
  return done === undefined ? null : (
    <NotificationBanner kind="success" key={done}>
      <BannerHeading>{done}</BannerHeading>
    </NotificationBanner>
  );
}

/** The same questions are asked by one more partnership. */
export function JoinOffer({ offer: { id, names, other } }: { offer: Offer }) {
  return (
    <InsetText>
      {other.partnershipName} asks you the same questions in “{other.cycleName}”.{' '}
      <Anchor className="govuk-link" href={`/returns/${id}/together?with=${other.id}`}>
        Answer once for {listInWords([...names, other.partnershipName])}
      </Anchor>
      .
    </InsetText>
  );
}
