import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Checkboxes, SingleCheckbox } from '../../app/ui/checkboxes.tsx';
import { DateInput } from '../../app/ui/date-input.tsx';
import { ErrorSummary } from '../../app/ui/error-summary.tsx';
import { FileUpload } from '../../app/ui/file-upload.tsx';
import { type FieldErrors, FormErrors } from '../../app/ui/form-errors.tsx';
import { HiddenFields } from '../../app/ui/hidden-fields.tsx';
import { PasswordInput } from '../../app/ui/password-input.tsx';
import { Radios } from '../../app/ui/radios.tsx';
import { Select } from '../../app/ui/select.tsx';
import { TextArea } from '../../app/ui/text-area.tsx';
import { TextInput } from '../../app/ui/text-input.tsx';
import { elementsOf } from './html-tree.ts';

const print = (element: ReactElement) => elementsOf(renderToStaticMarkup(element));
const yesNo = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];

describe('the server prints what was answered before', () => {
  it('in a line of text', () => {
    const [input] = print(<TextInput name="town" label="Town" defaultValue="Brookmere" />).filter(isNamed('town'));
    expect(input?.attributes.value).toBe('Brookmere');
  });

  it('in a text box, line breaks and all', () => {
    const [area] = print(<TextArea name="why" label="Why" defaultValue={'One\n two'} />).filter(isNamed('why'));
    expect(area?.children).toEqual(['One\n two']);
  });

  it('as the one ticked radio', () => {
    const inputs = print(<Radios name="r" legend="Done?" defaultValue="no" items={yesNo} />).filter(isNamed('r'));
    expect(inputs.map(({ attributes }) => 'checked' in attributes)).toEqual([false, true]);
  });

  it('as no ticked radio when nothing was answered', () => {
    const inputs = print(<Radios name="r" legend="Done?" defaultValue={null} items={yesNo} />).filter(isNamed('r'));
    expect(inputs.some(({ attributes }) => 'checked' in attributes)).toBe(false);
  });

  it('as ticked checkboxes', () => {
    const boxes = print(<Checkboxes name="c" legend="Which?" defaultValues={['yes']} items={yesNo} />);
    expect(boxes.filter(isNamed('c')).map(({ attributes }) => 'checked' in attributes)).toEqual([true, false]);
    const [single] = print(<SingleCheckbox name="d" label="I agree" defaultChecked />).filter(isNamed('d'));
    expect(single?.attributes).toMatchObject({ checked: '', value: 'yes' });
  });

  it('as the selected option', () => {
    const options = print(<Select name="s" label="Choose" defaultValue="no" items={yesNo} />);
    expect(options.filter(({ attributes }) => 'selected' in attributes).map((one) => one.children)).toEqual([['No']]);
  });

  it('as day, month and year of a stored date, and as typed when that was no date', () => {
    const values = (element: ReactElement) =>
      print(element).flatMap(({ tag, attributes }) => (tag === 'input' ? [attributes.value ?? ''] : []));
    expect(values(<DateInput name="due" legend="Due" defaultValue="2027-03-04" />)).toEqual(['4', '3', '2027']);
    expect(values(<DateInput name="due" legend="Due" defaultValue={{ day: '31', month: '2' }} />)).toEqual([
      '31',
      '2',
      '',
    ]);
    expect(values(<DateInput name="due" legend="Due" defaultValue="soon" />)).toEqual(['', '', '']);
  });

  it('as hidden fields, several of one name, none for nothing', () => {
    const fields = print(<HiddenFields fields={{ revision: 3, tag: ['a', 'b'], none: null, absent: undefined }} />);
    expect(fields.map(({ attributes }) => [attributes.name, attributes.value])).toEqual([
      ['revision', '3'],
      ['tag', 'a'],
      ['tag', 'b'],
    ]);
  });
});

const errors: FieldErrors = {
  town: ['Enter a town'],
  'answers[A1.2]': ['Enter an answer'],
  done: ['Say whether it is done'],
  kinds: ['Choose a kind'],
  phase: ['Choose a phase'],
  due: ['Date must be in the past'],
  'start-month': ['Month must be between 1 and 12'],
  file: ['Choose a file'],
  password: ['Enter your password'],
  declare: ['Tick the box'],
  '': ['Someone else has sent this return'],
};

function FormWithErrors() {
  return (
    <FormErrors errors={errors}>
      <ErrorSummary />
      <TextInput name="town" label="Town" />
      <TextArea name="answers[A1.2]" label="Answer" limit={{ words: 200 }} />
      <Radios name="done" legend="Done?" items={yesNo} />
      <Checkboxes name="kinds" legend="Kinds" items={yesNo} />
      <Select name="phase" label="Phase" items={yesNo} />
      <DateInput name="due" legend="Due" />
      <DateInput name="start" legend="Start" />
      <FileUpload name="file" label="File" />
      <PasswordInput name="password" label="Password" />
      <SingleCheckbox name="declare" label="I agree" />
    </FormErrors>
  );
}

describe('what is wrong with a form', () => {
  const elements = print(<FormWithErrors />);
  const links = elements.filter(({ tag, attributes }) => tag === 'a' && attributes.href?.startsWith('#'));

  it('leads from the summary to the control itself, for every kind of field', () => {
    const targets = links.map(({ attributes }) =>
      elements.find((one) => one.attributes.id === attributes.href?.slice(1)),
    );
    const names = targets.map((target) => target?.attributes.name);
    expect(links).toHaveLength(Object.keys(errors).length - 1);
    expect(targets.map((target) => target?.tag)).not.toContain('div');
    expect(names).toEqual(
      Object.keys(errors)
        .filter((name) => name !== '')
        .map((name) => (name === 'due' ? 'due-day' : name)),
    );
  });

  it('is said in the summary without a link when it concerns no one field', () => {
    const items = elements.filter(({ tag }) => tag === 'li').map(({ children }) => children[0]);
    expect(items).toContain('Someone else has sent this return');
  });

  it('is tied to its control or group, so that screen readers say it there', () => {
    for (const { attributes } of links) {
      const id = attributes.href?.slice(1) ?? '';
      const errorId = { due: 'due-date-error', 'start-month': 'start-date-error' }[id] ?? `${id}-error`;
      const described = elements.filter((one) => one.attributes['aria-describedby']?.split(' ').includes(errorId));
      expect(described.length, errorId).toBeGreaterThan(0);
      expect(elements.filter((one) => one.attributes.id === errorId)).toHaveLength(1);
    }
  });

  it('marks only the part of a date that is wrong', () => {
    const marked = elements
      .filter((one) => one.attributes.class?.includes('govuk-input--error'))
      .map((one) => one.attributes.name);
    expect(marked).toEqual(['town', 'due-day', 'due-month', 'due-year', 'start-month', 'password']);
  });

  it('prints no summary when nothing is wrong', () => {
    expect(renderToStaticMarkup(<ErrorSummary errors={{}} />)).toBe('');
    expect(renderToStaticMarkup(<ErrorSummary errors={{ town: [] }} />)).toBe('');
  });
});

function isNamed(name: string) {
  return ({ attributes }: { attributes: Record<string, string> }) => attributes.name === name;
}
