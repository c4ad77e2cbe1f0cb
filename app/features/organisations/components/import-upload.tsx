import { Form } from 'react-router';
import { organisationKindCodes, organisationKinds, phaseCodes, phases } from '../../../../standards/vocabulary.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button } from '../../../ui/button.tsx';
import { TwoThirds } from '../../../ui/columns.tsx';
import { Details } from '../../../ui/details.tsx';
import { FileUpload } from '../../../ui/file-upload.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Select } from '../../../ui/select.tsx';
import { Table } from '../../../ui/table.tsx';
import type { ImportAddress } from '../import/address.ts';
import { PartnershipChoice } from './partnership-choice.tsx';

type UploadStepProps = { partnerships: readonly { readonly id: string; readonly name: string }[] };

/** Step 1: choose a file. Nothing is written. */
export function UploadStep({ partnerships }: UploadStepProps) {
  return (
    <TwoThirds>
      <p className="govuk-body">
        Choose a file and we show you, row by row, what it would change. Nothing is written until you say so, and
        nothing is written while a single row is refused.
      </p>
      <h2 className="govuk-heading-m">Two kinds of file work</h2>
      <ul className="govuk-list govuk-list--bullet">
        <li>
          <Anchor className="govuk-link" href="/organisations/template.csv" reloadDocument>
            our template (CSV)
          </Anchor>
          , filled in and saved as "CSV UTF-8"
        </li>
        <li>the "all establishments" file of Get Information About Schools, exactly as downloaded</li>
      </ul>
      <TemplateHelp />
      <Form method="post" action="/organisations/import" encType="multipart/form-data" noValidate>
        <PartnershipChoice partnerships={partnerships} values={undefined} />
        <FileUpload name="file" label="File" hint="CSV, up to 80 MB." accept=".csv,text/csv" />
        <Button preventDoubleClick>Upload and check the rows</Button>
      </Form>
    </TwoThirds>
  );
}

function TemplateHelp() {
  return (
    <>
      <Details summary="How to fill in the template">
        <p className="govuk-body">
          One organisation a row. Only <code>name</code> and <code>kind</code> are needed. A cell left empty changes
          nothing that we know already. We recognise an organisation by its URN, else its ODS code, else your own
          reference, else its name and kind together. Two invented examples:
        </p>
        <pre className="govuk-body-s app-typed-text">
          {`Hollow Lane Primary School,maintained-school,primary,999001,999/2001,,Brookmere,"1 Hollow Lane, Brookmere",ZZ1 1AA,www.hollowlane.example.org,01632 960 001,,,,
Riverbank Housing,housing-provider,,,,,Brookmere,,,,,Ada Marsh,Head of safeguarding,ada.marsh@example.org,H-12`}
        </pre>
      </Details>
      <Details summary="Kinds and phases">
        <Table
          caption="Kinds: write the code or the name"
          captionSize="s"
          columns={[{ label: 'Code' }, { label: 'Name' }]}
          rows={organisationKindCodes.map((code) => ({ key: code, cells: [code, organisationKinds[code].name] }))}
        />
        <Table
          caption="Phases, for schools and other settings alone"
          captionSize="s"
          columns={[{ label: 'Code' }, { label: 'Name' }]}
          rows={phaseCodes.map((code) => ({ key: code, cells: [code, phases[code]] }))}
        />
      </Details>
    </>
  );
}

type ChooseAuthorityProps = {
  kept: ImportAddress;
  format: string;
  authorities: readonly { readonly name: string; readonly establishments: number }[];
};

/** Between the steps, for the schools register: whose schools. A GET form, so that the next step has an address. */
export function ChooseAuthority({ kept, format, authorities }: ChooseAuthorityProps) {
  return (
    <TwoThirds>
      <p className="govuk-body">This file is: {format}. It holds the schools of more than your area.</p>
      <Form method="get" action="/organisations/import">
        <HiddenFields fields={{ file: kept.sha256, partnership: kept.partnershipId }} />
        <Select
          name="authority"
          label="Local authority"
          hint="Only its schools are imported. Closed ones that you do not know are left out."
          items={authorities.map(({ name, establishments }) => ({
            value: name,
            label: `${name} (${establishments.toLocaleString('en-GB')})`,
          }))}
        />
        <Button preventDoubleClick>Check the rows</Button>
      </Form>
    </TwoThirds>
  );
}
