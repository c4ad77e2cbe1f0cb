import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { extendDeadline } from '../../features/cycles/commands/chase.server.ts';
import { getReturn } from '../../features/cycles/dashboard.server.ts';
import { getCycle, listExtensions } from '../../features/cycles/queries.server.ts';
import { extensionSchema } from '../../features/cycles/schema.ts';
import { parseForm, typedValues } from '../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../platform/typed-text.ts';
import { dayInWords, instantInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds, TypedText } from '../../ui/columns.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { SummaryList } from '../../ui/summary-list.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import type { Route } from './+types/due-date';

const title = 'Move the date of a return';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const scope = partnershipScope(viewer, 'cycle.change');
  const cycle = await getCycle(db, scope, params.cycleId);
  const entry = await getReturn(db, cycle, params.returnId, portal.stamp().today);
  const extensions = await listExtensions(db, scope, entry.returnId);
  return {
    cycle: { id: cycle.id, name: cycle.name },
    name: entry.organisationName,
    due: dayInWords(entry.dueOn),
    firstDue: entry.dueOn === entry.firstDueOn ? null : dayInWords(entry.firstDueOn),
    extensions: extensions.map((extension) => ({
      id: extension.id,
      heading: `${dayInWords(extension.fromOn)} became ${dayInWords(extension.toOn)}`,
      by: extension.extendedBy,
      at: { iso: extension.extendedAt, words: instantInWords(extension.extendedAt) },
      reason: extension.reason,
    })),
  };
}

export async function action({ context, request, url, params }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const cycle = await getCycle(portal.database.db, partnershipScope(viewer, 'cycle.change'), params.cycleId);
  await getReturn(portal.database.db, cycle, params.returnId, portal.stamp().today);
  const form = await request.formData();
  const parsed = parseForm(extensionSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const extended = await extendDeadline(portal, viewer, { ...params, form: parsed.value });
  if (!extended.ok) return data({ ...extended, values: typedValues(form) }, { status: 422 });
  return redirect(`/cycles/${params.cycleId}?done=moved`);
}

export default function DueDate({ loaderData, actionData }: Route.ComponentProps) {
  const { cycle, name, due, firstDue, extensions } = loaderData;
  return (
    <Main before={<BackLink href={`/cycles/${cycle.id}`}>{cycle.name}</BackLink>}>
      <title>{pageTitle(title, Boolean(actionData))}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">{name}</span>
          <h1 className="govuk-heading-l">{title}</h1>
          <SummaryList
            rows={[
              { label: 'Due now', value: due },
              ...(firstDue === null ? [] : [{ label: 'Due at first', value: firstDue }]),
            ]}
          />
          <Form method="post" noValidate>
            <DateInput
              name="newDueOn"
              legend="New date"
              legendSize="s"
              hint="It must be later than the date it is due now."
              defaultValue={typedDate(actionData?.values, 'newDueOn')}
            />
            <TextArea
              name="reason"
              label="Why does the date move?"
              hint="The partnership keeps it. The safeguarding leads are told the new date."
              rows={3}
              limit={{ characters: 500 }}
              defaultValue={typedText(actionData?.values, 'reason')}
            />
            <Button preventDoubleClick>Move the date</Button>
          </Form>
          {extensions.length > 0 ? (
            <>
              <h2 className="govuk-heading-m">Dates before</h2>
              <Timeline
                events={extensions.map(({ reason, ...extension }) => ({
                  ...extension,
                  children: <TypedText>{reason}</TypedText>,
                }))}
              />
            </>
          ) : null}
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
