import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';

interface GroupLineProps {
  organisationId: string;
  group: { readonly name: string } | null;
  /** Sites of its own in the area of the viewer. */
  sites: number;
  mayChange: boolean;
}

/** On the page of an organisation: the trust or group it belongs to, or the sites it has, and the way to change that. */
export function GroupLine({ organisationId, group, sites, mayChange }: GroupLineProps) {
  const words = group ? `Belongs to ${group.name}` : sites > 0 ? `Has ${countOf(sites, 'site')} in your area` : '';
  if (words === '' && !mayChange) return null;
  return (
    <p className="govuk-body">
      {words === '' ? 'It is linked to no trust or group. ' : `${words}. `}
      <Anchor className="govuk-link" href={`/organisations/${organisationId}/group`}>
        Trust or group
      </Anchor>
    </p>
  );
}
