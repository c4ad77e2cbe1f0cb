import { renderToStaticMarkup } from 'react-dom/server';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, it } from 'vitest';
import { JudgeForm, RecordText } from '../../../app/features/disclosure/components/record-review.tsx';
import type { DisclosureItem } from '../../../app/features/disclosure/items.server.ts';
import { markableSentences } from '../../../app/features/disclosure/redaction.ts';
import { FormErrors } from '../../../app/ui/form-errors.tsx';

const text = 'Robin Marsh was seen. The mother of Jayden Cole spoke.';
const item: DisclosureItem = {
  id: 'i',
  source: 'Action',
  title: 'Action A-1',
  dated: '2026-11-02',
  foundBy: 'words',
  text,
  takenAt: '2026-11-02T09:00:00.000Z',
  decision: 'include',
  exemption: 'third-party',
  reason: '',
  marks: { sentences: [1], passages: [] },
  judgedAt: null,
  judgedBy: null,
  revision: 3,
};

const page = (element: React.ReactElement) =>
  renderToStaticMarkup(<RouterProvider router={createMemoryRouter([{ path: '/', element }])} />);

it('whoever reviews a record reads what is blacked out, and hears that it is', () => {
  expect(page(<RecordText item={item} />)).toContain('Blacked out: </span>The mother of Jayden Cole spoke.');
});

it('a form of a review that came back keeps every tick, passage and choice, and says in place what is missing', () => {
  const values = { sentences: '0', passages: 'Jayden', decision: 'leave-out', exemption: '', reason: 'Mine' };
  const html = page(
    <FormErrors errors={{ exemption: ['Choose why it is kept back'] }}>
      <JudgeForm item={item} kind="subject-access" sentences={markableSentences(text, '2026-11-02')} values={values} />
    </FormErrors>,
  );
  const ticked = [...html.matchAll(/<input[^>]*checked[^>]*>/g)].map(([tag]) => /value="([^"]*)"/.exec(tag)?.[1]);
  expect(ticked).toEqual(['0', 'leave-out']);
  expect(html).toContain('>Jayden</textarea>');
  expect(html).toContain('>Mine</textarea>');
  expect(html).toContain('Choose why it is kept back');
  expect(html).toContain('This seems to contain the name of a child');
  expect(html).toContain('value="3"');
});
