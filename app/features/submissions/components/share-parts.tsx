import { Form } from 'react-router';
import { countOf, dayInWords, instantInWords, listInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Details } from '../../../ui/details.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { Table } from '../../../ui/table.tsx';
import { returnStatuses } from '../../returns/rules.ts';
import { goesField, type OpenShare, receivesField, type SentShare, type SharePage, shownField } from '../share-page.ts';

/** The ticks: which partnerships receive a copy, and which evidence goes into each. */
export function OpenShares({ page }: { page: SharePage }) {
  const { open, mayChange } = page;
  if (open.length === 0) return null;
  return (
    <Form method="post" noValidate>
      <Checkboxes
        name={receivesField}
        legend="Who receives this return"
        legendSize="m"
        hint="Each partnership gets a copy of its own, with a reference and a receipt. One that is not ticked can follow later, before its own date."
        defaultValues={open.filter(({ receives }) => receives).map(({ returnId }) => returnId)}
        items={open.map((one) => ({
          value: one.returnId,
          label: one.partnershipName,
          hint: `${one.cycleName}, due ${dayInWords(one.dueOn)}${one.overdue ? ' (overdue)' : ''}. ${returnStatuses[one.status].words}.`,
          disabled: !mayChange,
        }))}
      />
      <h2 className="govuk-heading-m">What each copy holds</h2>
      <p className="govuk-body">
        Everything under “Standards”, the questions that this partnership asks alone, and the evidence ticked here. The
        choice is part of what is signed: a change takes a copy that was signed back to work.
      </p>
      {open.map((one) => (
        <EvidenceOf key={one.returnId} share={one} mayChange={mayChange} />
      ))}
      {mayChange ? (
        <Button name="intent" value="save" preventDoubleClick>
          Save who receives what
        </Button>
      ) : null}
    </Form>
  );
}

function EvidenceOf({ share, mayChange }: { share: OpenShare; mayChange: boolean }) {
  const { returnId, partnershipName, evidence } = share;
  return (
    <>
      {evidence.length === 0 ? (
        <p className="govuk-body">No evidence is attached yet that would go to {partnershipName}.</p>
      ) : (
        <>
          {evidence.map(({ id }) => (
            <input key={id} type="hidden" name={shownField(returnId)} value={id} />
          ))}
          <Checkboxes
            name={goesField(returnId)}
            legend={`Evidence for ${partnershipName}`}
            legendSize="s"
            small
            defaultValues={evidence.filter(({ goes }) => goes).map(({ id }) => id)}
            items={evidence.map(({ id, title, words, local }) => ({
              value: id,
              label: title,
              hint: local ? `${words}. Stands by a question of this partnership alone, and goes to no other` : words,
              disabled: !mayChange,
            }))}
          />
        </>
      )}
      <p className="govuk-body">
        <Anchor className="govuk-link" href={`/returns/${returnId}/print`} reloadDocument>
          Preview the copy for {partnershipName}
        </Anchor>
      </p>
    </>
  );
}

/** One press for every copy that is signed and ticked. */
export function SendCopies({ page: { returnId, open, sendable } }: { page: SharePage }) {
  if (sendable.length === 0)
    return open.length === 0 ? null : (
      <p className="govuk-body">
        <Anchor className="govuk-link" href={`/returns/${returnId}/check`}>
          Check and send
        </Anchor>
      </p>
    );
  return (
    <Form method="post" action={`/returns/${returnId}/check`}>
      <p className="govuk-body">Signed, ticked and ready to go: {listInWords(sendable)}.</p>
      <Button name="intent" value="send" preventDoubleClick>
        Send {sendable.length === 1 ? 'this copy' : `these ${sendable.length} copies`}
      </Button>
    </Form>
  );
}

/** The copies that were sent, each with what was changed elsewhere since. */
export function SentShares({ page: { open, sent, mayChange } }: { page: SharePage }) {
  if (sent.length === 0) return null;
  return (
    <section aria-labelledby="sent-copies">
      <h2 className="govuk-heading-m" id="sent-copies">
        Sent
      </h2>
      {sent.map((one) => (
        <section key={one.returnId} aria-labelledby={`sent-${one.returnId}`}>
          <h3 className="govuk-heading-s" id={`sent-${one.returnId}`}>
            {one.partnershipName}
          </h3>
          <p className="govuk-body">
            Sent to {one.partnershipName} on {instantInWords(one.submittedAt)}, reference {one.reference}.{' '}
            <Anchor className="govuk-link" href={`/returns/${one.returnId}/receipt`}>
              Receipt<span className="govuk-visually-hidden"> of {one.reference}</span>
            </Anchor>
            {', '}
            <Anchor className="govuk-link" href={`/returns/${one.returnId}/copy`}>
              Copy<span className="govuk-visually-hidden"> of {one.reference}</span>
            </Anchor>
          </p>
          <Corrections share={one} mayChange={mayChange} canTakeOver={open.length > 0} />
        </section>
      ))}
    </section>
  );
}

function Corrections({
  share,
  mayChange,
  canTakeOver,
}: {
  share: SentShare;
  mayChange: boolean;
  /** There is an open return from which the changes can be taken. */
  canTakeOver: boolean;
}) {
  const { corrections, partnershipName, decided, reopened, returnId, mark } = share;
  if (corrections.length === 0) return <p className="govuk-body">Nothing has changed elsewhere since.</p>;
  return (
    <>
      <p className="govuk-body">
        Changed since: {countOf(corrections.length, 'answer')}. {partnershipName} has what you sent, and does not see
        these changes.
      </p>
      <Details summary={`See what changed since you sent it to ${partnershipName}`}>
        <Table
          scrollLabel={`Table of changes since the copy for ${partnershipName}`}
          columns={[{ label: 'Question' }, { label: 'As sent' }, { label: 'Now' }]}
          rows={corrections.map((one) => ({
            key: one.code,
            cells: [
              `${one.number} ${one.text}`,
              <Said key="was" words={one.was} evidence={one.evidenceRemoved} change="taken off since" />,
              <Said key="is" words={one.is} evidence={one.evidenceAdded} change="added since" />,
            ],
          }))}
        />
      </Details>
      {decided ? (
        <InsetText>
          {decided.what === 'offered'
            ? `${decided.by} offered this correction to ${partnershipName} on ${instantInWords(decided.at)}.`
            : `${decided.by} left the copy as it was sent on ${instantInWords(decided.at)}.`}
        </InsetText>
      ) : null}
      {decided?.what === 'offered' && mayChange && !reopened ? (
        <p className="govuk-body">
          <Anchor className="govuk-link" href={`/returns/${returnId}/correction`}>
            Ask {partnershipName} to open the return again
          </Anchor>
        </p>
      ) : null}
      {reopened && mayChange && canTakeOver ? (
        <p className="govuk-body">
          The return to {partnershipName} is open again.{' '}
          <Anchor className="govuk-link" href={`/returns/${returnId}/together`}>
            Take over what changed
          </Anchor>
        </p>
      ) : null}
      {mayChange && !reopened ? (
        <Form method="post">
          <HiddenFields fields={{ about: returnId, mark }} />
          <ButtonGroup>
            {decided?.what === 'offered' ? null : (
              <Button name="intent" value="offered" variant="secondary" preventDoubleClick>
                Offer the correction<span className="govuk-visually-hidden"> to {partnershipName}</span>
              </Button>
            )}
            {decided ? null : (
              <Button name="intent" value="kept" variant="secondary" preventDoubleClick>
                Leave it as it was sent<span className="govuk-visually-hidden"> to {partnershipName}</span>
              </Button>
            )}
          </ButtonGroup>
        </Form>
      ) : null}
    </>
  );
}

function Said({ words, evidence, change }: { words: readonly string[]; evidence: readonly string[]; change: string }) {
  return (
    <>
      <span className="app-typed-text">{words.length === 0 ? 'Not answered' : words.join('\n\n')}</span>
      {evidence.length > 0 ? (
        <>
          <br />
          Evidence {change}: {listInWords(evidence)}
        </>
      ) : null}
    </>
  );
}
