import { HtmlValidate } from 'html-validate';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { BackLink } from '../../app/ui/back-link.tsx';
import { Button, ButtonGroup, TextButton } from '../../app/ui/button.tsx';
import { stackedBars } from '../../app/ui/charts/stacked-bars.ts';
import { SvgChart } from '../../app/ui/charts/svg-chart.tsx';
import { Checkboxes, SingleCheckbox } from '../../app/ui/checkboxes.tsx';
import { DateInput } from '../../app/ui/date-input.tsx';
import { Details } from '../../app/ui/details.tsx';
import { EmptyState } from '../../app/ui/empty-state.tsx';
import { ErrorSummary } from '../../app/ui/error-summary.tsx';
import { Figure } from '../../app/ui/figure.tsx';
import { FileUpload } from '../../app/ui/file-upload.tsx';
import { FilterForm } from '../../app/ui/filter-form.tsx';
import { FormErrors } from '../../app/ui/form-errors.tsx';
import { HeatTable } from '../../app/ui/heat-table.tsx';
import { Main } from '../../app/ui/main.tsx';
import { PageTemplate } from '../../app/ui/page-template.tsx';
import { Pagination } from '../../app/ui/pagination.tsx';
import { PasswordInput } from '../../app/ui/password-input.tsx';
import { ProgressBar } from '../../app/ui/progress-bar.tsx';
import { Radios } from '../../app/ui/radios.tsx';
import { RatingKey, RatingTag } from '../../app/ui/rating-mark.tsx';
import { Select } from '../../app/ui/select.tsx';
import { StatusLine } from '../../app/ui/status-line.tsx';
import { SummaryCard } from '../../app/ui/summary-list.tsx';
import { Table } from '../../app/ui/table.tsx';
import { TaskGroups } from '../../app/ui/task-list.tsx';
import { TextArea } from '../../app/ui/text-area.tsx';
import { TextInput } from '../../app/ui/text-input.tsx';
import { Timeline } from '../../app/ui/timeline.tsx';

const rating = { word: 'In place', letter: 'G', shape: 'disc-tick', tone: 'green' } as const;

function FormPart() {
  return (
    <FormErrors errors={{ 'rating[A1.2]': ['Choose a rating'], why: ['Enter a reason'] }}>
      <ErrorSummary />
      <h1 className="govuk-heading-l">A page with every part</h1>
      <form method="post">
        <TextInput name="town" label="Town" hint="Where it is" suffix="town" defaultValue="Brookmere" />
        <TextArea name="why" label="Why" limit={{ characters: 200 }} />
        <Radios
          name="rating[A1.2]"
          legend="Your rating"
          items={[{ value: 'g', label: <RatingTag {...rating} />, reveal: <TextInput name="since" label="Since" /> }]}
        />
        <Checkboxes name="kinds" legend="Kinds" items={[{ value: 'a', label: 'A', hint: 'The first' }]} />
        <SingleCheckbox name="declare" label="I have read it" />
        <Select name="phase" label="Phase" items={[{ value: 'p', label: 'Primary' }]} />
        <DateInput name="due" legend="Due" hint="For example, 27 3 2027" />
        <FileUpload name="file" label="File" />
        <PasswordInput name="password" label="Password" />
        <StatusLine>Saved at 2:14pm</StatusLine>
        <ButtonGroup>
          <Button preventDoubleClick>Save and continue</Button>
          <TextButton>Remove</TextButton>
        </ButtonGroup>
      </form>
    </FormErrors>
  );
}

function ReadingPart() {
  const bars = stackedBars({ parts: [{ code: 'g', ...rating }], bars: [{ label: 'Police', counts: { g: 2 } }] });
  return (
    <>
      <Details summary="Help">Words</Details>
      <SummaryCard
        title="A1"
        rows={[
          { label: 'Rating', value: 'In place', actions: [{ text: 'Change', href: '/a1', hiddenText: 'rating' }] },
        ]}
      />
      <Table
        caption="Returns"
        rowHeaders
        scrollLabel="Returns, scrolls sideways"
        columns={[
          { label: 'Name', sorted: 'ascending', sortHref: '?sort=-name' },
          { label: 'Done', numeric: true },
        ]}
        rows={[{ cells: ['Police', 3] }]}
      />
      <TaskGroups
        groups={[
          { heading: 'Leadership', items: [{ title: 'A1', href: '/a1', status: 'Completed', hint: 'Six questions' }] },
        ]}
      />
      <Pagination page={5} pageCount={12} search="" />
      <Timeline
        events={[{ heading: 'Sent', by: 'Sam Patel', at: { iso: '2027-03-14', words: '14 March 2027' } }]}
        headingLevel={2}
      />
      <FilterForm clearHref="?" chosen={[{ label: 'Police', removeHref: '?type=' }]}>
        <TextInput name="contains" label="Name contains" />
      </FilterForm>
      <ProgressBar label="12 of 30 questions answered" value={12} max={30} />
      <RatingKey points={[rating]} />
      <Figure caption="Most are in place" table={<p>Two</p>}>
        <SvgChart chart={bars} label="Ratings by agency" />
      </Figure>
      <HeatTable
        caption="Ratings"
        scrollLabel="Ratings, scrolls sideways"
        corner="Standard"
        columns={[{ label: 'Police', href: '/police' }]}
        rows={[
          { head: { label: 'A1' }, cells: [{ ...rating, href: '/a1' }] },
          { head: { label: 'A2' }, cells: [null] },
        ]}
      />
      <EmptyState heading="No returns">No returns match these filters.</EmptyState>
    </>
  );
}

describe('all parts on one page', () => {
  it('are valid HTML, but for two habits of the documented markup', async () => {
    const html = renderToStaticMarkup(
      <PageTemplate productName="Line of Sight" serviceName="Brookmere" navigation={[{ text: 'Home', href: '/home' }]}>
        <Main before={<BackLink href="/home" />}>
          <FormPart />
          <ReadingPart />
        </Main>
      </PageTemplate>,
    );
    const validator = new HtmlValidate({
      extends: ['html-validate:standard', 'html-validate:a11y'],
      root: true,
      rules: { 'no-redundant-role': 'off', 'prefer-native-element': 'off', 'no-inline-style': 'error' },
    });
    const report = await validator.validateString(
      `<!doctype html><html lang="en"><head><title>All parts</title></head><body>${html}</body></html>`,
    );
    const problems = report.results.flatMap(({ messages }) =>
      messages.map((one) => `${one.ruleId} ${one.selector}: ${one.message}`),
    );
    expect(problems).toEqual([]);
  });
});
