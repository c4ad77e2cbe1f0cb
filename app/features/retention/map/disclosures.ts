import { type OwnerKind, type Unit, unit } from './unit.ts';

/** A request to see what is held is an organisation's or a partnership's: the same record with either for its owner. */
const disclosure = (owner: Exclude<OwnerKind, 'installation'>): Unit =>
  unit({
    line: 'disclosures',
    words: 'Request to see what is held',
    table: 'disclosure_request',
    key: 'id',
    owner,
    since: 'r.closed_on',
    label: 'r.reference',
    about: {
      organisation: 'r.organisation_id',
      partnership: 'r.partnership_id',
      people: ['r.person_id', 'r.created_by'],
    },
    goes: [
      'disclosure_entry.request_id',
      'disclosure_search.request_id',
      'disclosure_item.request_id',
      'disclosure_file.request_id',
    ],
    files: [{ rows: 'disclosure_file.request_id', owner: "'disclosure-' || w.request_id", sha256: 'zip_sha256' }],
  });

export const disclosureUnits = {
  'disclosure-of-partnership': disclosure('partnership'),
  'disclosure-of-organisation': disclosure('organisation'),
};
