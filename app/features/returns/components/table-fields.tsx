import type { AnswerType, TableColumn } from '../../../../standards/contract.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorMessage } from '../../../ui/error-message.tsx';
import { fieldId } from '../../../ui/field-id.ts';
import { Fieldset } from '../../../ui/fieldset.tsx';
import { useFieldErrors } from '../../../ui/form-errors.tsx';
import { FormGroup } from '../../../ui/form-group.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { type FieldValues, fieldNames } from '../../questionnaire/form-fields.ts';

/** Empty rows that stand ready under those that are filled in. */
const spareRows = 2;

interface TableFieldsProps {
  code: string;
  answer: Extract<AnswerType, { type: 'table' }>;
  values: FieldValues;
  about: string;
  /** Further empty rows that were asked for. */
  moreRows: number;
}

/**
 * A table to fill in: each row a group of fields, so that it reads on a narrow screen and by ear. "Add another" saves
 * and comes back with more empty rows. Rows left empty are not kept.
 */
export function TableFields({ code, answer, values, about, moreRows }: TableFieldsProps) {
  const names = fieldNames({ code });
  const errors = useFieldErrors(names.main, undefined);
  const rows = Math.min(rowsIn(code, values) + spareRows + moreRows, answer.maxRows);
  const rowName = answer.rowName.charAt(0).toUpperCase() + answer.rowName.slice(1);
  return (
    <FormGroup invalid={errors.length > 0} className="app-table-fields">
      <Fieldset id={fieldId(names.main)} legend={<span className="govuk-visually-hidden">{about}</span>}>
        {errors.map((sentence) => (
          <ErrorMessage key={sentence}>{sentence}</ErrorMessage>
        ))}
        {Array.from({ length: rows }, (_, row) => `${code}-${row}`).map((key, row) => (
          <Fieldset key={key} className="app-table-fields__row" legend={`${rowName} ${row + 1}`} legendSize="s">
            <div className="app-table-fields__cells">
              {answer.columns.map((column) => (
                <Cell key={column.code} column={column} name={names.cell(row, column.code)} values={values} />
              ))}
            </div>
          </Fieldset>
        ))}
      </Fieldset>
      {rows < answer.maxRows ? (
        <Button variant="secondary" name="intent" value={`row:${code}`}>
          Add another {answer.rowName}
        </Button>
      ) : (
        <p className="govuk-hint">There is room for {answer.maxRows}.</p>
      )}
    </FormGroup>
  );
}

function Cell({ column, name, values }: { column: TableColumn; name: string; values: FieldValues }) {
  const given = values[name];
  const value = typeof given === 'string' ? given : '';
  if (column.type === 'choice')
    return (
      <Select
        name={name}
        label={column.heading}
        defaultValue={value}
        items={[
          { value: '', label: 'Choose' },
          ...(column.choices ?? []).map((choice) => ({ value: choice.code, label: choice.text })),
        ]}
      />
    );
  return (
    <TextInput
      name={name}
      label={column.heading}
      defaultValue={value}
      {...(column.type === 'text' ? { dir: 'auto' } : { spellCheck: false, width: 10 })}
      {...(column.type === 'number' || column.type === 'percentage' ? { inputMode: 'decimal' as const } : {})}
      {...(column.type === 'percentage' ? { suffix: '%' } : {})}
      {...(column.type === 'date' ? { hint: 'For example, 27/3/2026' } : {})}
    />
  );
}

/** How many rows hold something. */
function rowsIn(code: string, values: FieldValues): number {
  return Object.keys(values).reduce((rows, name) => {
    const [question, row = '', column] = name.split('.');
    return question === code && column !== undefined && /^\d+$/.test(row) ? Math.max(rows, Number(row) + 1) : rows;
  }, 0);
}
